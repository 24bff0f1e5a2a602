// SPDX-License-Identifier: EUPL-1.2
// The row of tools over the sections: size, keys; search. What one chose stays chosen.

const SIZES = [70, 80, 90, 100, 110, 125, 150];
const KEY = "arkusz:rozmiar";

export function useTools(form) {
  const tools = document.getElementById("narzedzia");
  const keys = document.getElementById("klawisze");
  tools.addEventListener("click", ({ target }) => {
    const { zoom } = target.closest("button")?.dataset ?? {};
    if (zoom) resize(form, tools, Number(zoom));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    keys.togglePopover();
  });
  keys.addEventListener("beforetoggle", () => explain(keys, form.dataset.offline));
  resize(form, tools, 0);
}

/** Search in the form; its script comes when somebody searches. */
export function useSearch() {
  const input = document.getElementById("szukaj");
  input?.addEventListener("focus", async () => {
    const { Search } = await import("./search.js");
    new Search(input).listen();
  }, { once: true });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    input?.focus();
    input?.select();
  });
}

// What keys mean is fetched when somebody wants to know.
async function explain(keys, offline) {
  if (keys.querySelector("dl")) return;
  const answer = await fetch(keys.dataset.url, { headers: { "X-Background": "1" }, redirect: "manual" }).catch(() => null);
  const told = document.createElement("template");
  if (answer?.ok) told.innerHTML = await answer.text();
  else told.content.append(Object.assign(document.createElement("p"), { textContent: offline }));
  keys.replaceChildren(keys.firstElementChild, told.content);
}

function resize(form, tools, by) {
  const now = SIZES.indexOf(Number(localStorage.getItem(KEY) ?? 100));
  const size = SIZES[Math.max(0, Math.min((now < 0 ? SIZES.indexOf(100) : now) + by, SIZES.length - 1))];
  if (by) localStorage.setItem(KEY, String(size));
  if (by || size !== 100) form.style.setProperty("--size", String(size / 100)); // every element below it gets its style anew
  tools.querySelector("[data-part=size]").textContent = `${size}\u00a0%`;
  for (const button of tools.querySelectorAll("[data-zoom]")) {
    button.disabled = size === (Number(button.dataset.zoom) < 0 ? SIZES[0] : SIZES.at(-1));
  }
}
