// SPDX-License-Identifier: EUPL-1.2
// The tour of a page: what it speaks of is framed, the words stand beside it. Esc or „Pomiń” ends it at any point.
const offer = document.querySelector("[data-tour]");
offer?.querySelector("[data-start]").addEventListener("click", (event) => {
  event.preventDefault();
  walk(offer);
});
offer?.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  end(offer);
});

function walk(offer) {
  const stops = [...offer.querySelector("[data-stops]").content.children]
    .map((words) => ({ words, target: [...document.querySelectorAll(words.dataset.target)].find(isShown) }))
    .filter(({ target }) => target);
  const dialog = offer.querySelector("[data-frame]").content.firstElementChild.cloneNode(true);
  const [count, words, next, back] = ["[data-count]", "[data-words]", "[data-next]", "[data-back]"].map((name) => dialog.querySelector(name));
  const onward = next.textContent;
  let here = -1;
  document.body.append(dialog);
  dialog.showModal();
  next.addEventListener("click", () => (here + 1 < stops.length ? show(here + 1) : dialog.close()));
  back.addEventListener("click", () => show(here - 1));
  dialog.querySelector("[data-end]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", done);
  addEventListener("resize", place);
  show(0);

  function show(number) {
    stops[here]?.target.classList.remove("tour-here");
    here = number;
    const { target } = stops[here];
    words.replaceChildren(...document.importNode(stops[here].words, true).children);
    words.querySelector("h2").id = "przewodnik-punkt";
    count.textContent = count.dataset.count.replace("%1", here + 1).replace("%2", stops.length);
    next.textContent = here + 1 < stops.length ? onward : next.dataset.last;
    back.hidden = here === 0;
    target.classList.add("tour-here");
    target.scrollIntoView({ block: innerWidth < 640 || target.offsetHeight > innerHeight / 2 ? "start" : "center" });
    place();
    next.focus();
  }

  // Below what it speaks of, above where there is no room; on a narrow screen the style sheet puts it at the bottom.
  function place() {
    const { bottom, top, left } = stops[here].target.getBoundingClientRect();
    const below = bottom + 16 + dialog.offsetHeight < innerHeight;
    const above = top - 16 - dialog.offsetHeight;
    dialog.style.top = innerWidth < 640 ? "" : `${below ? bottom + 16 : Math.max(16, above > 0 ? above : innerHeight - dialog.offsetHeight - 16)}px`;
    dialog.style.left = innerWidth < 640 ? "" : `${Math.min(Math.max(16, left), innerWidth - dialog.offsetWidth - 16)}px`;
  }

  function done() {
    removeEventListener("resize", place);
    stops[here]?.target.classList.remove("tour-here");
    dialog.remove();
    end(offer);
  }
}

// Remembered for next time; where that fails it is offered again, and that is all.
function end(offer) {
  const form = offer.querySelector("form");
  fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => {});
  offer.remove();
  document.getElementById("tresc").focus({ preventScroll: true });
}

function isShown(element) {
  return element.getClientRects().length > 0;
}
