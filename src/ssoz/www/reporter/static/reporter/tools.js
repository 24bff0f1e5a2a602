// SPDX-License-Identifier: EUPL-1.2
// The row of tools over the sections: undo and redo, size, keys. What one chose stays chosen.

const SIZES = [70, 80, 90, 100, 110, 125, 150];
const KEY = "arkusz:rozmiar";

export function useTools(form, deeds) {
  const tools = document.getElementById("narzedzia");
  deeds.changed = () => {
    tools.querySelector("[data-deed=undo]").disabled = !deeds.canUndo;
    tools.querySelector("[data-deed=redo]").disabled = !deeds.canRedo;
  };
  form.addEventListener("input", deeds.changed);
  form.addEventListener("focusout", () => queueMicrotask(deeds.changed));
  tools.addEventListener("click", ({ target }) => {
    const { deed, zoom } = target.closest("button")?.dataset ?? {};
    if (deed) deeds.dispatch(deed);
    if (zoom) resize(form, tools, Number(zoom));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    document.getElementById("klawisze").togglePopover();
  });
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

/** Notes at the cell in hand, once the line about it is opened. */
export function useNotes(form, panel) {
  let notes = null;
  document.addEventListener("cell:open", async ({ detail }) => {
    const { Notes } = await import("./notes.js");
    notes ??= new Notes(form, panel.slot("remarks"));
    notes.open(detail);
  });
}

/** Last year's values: the script for them comes when somebody wants them. */
export async function usePrior(form, live, panel) {
  const link = document.querySelector("[data-prior]");
  let prior = null;
  const begin = async () => {
    if (prior) return prior;
    const { Prior } = await import("./prior.js");
    prior = new Prior(form, link);
    live.changed = (address) => { prior.update(address); panel.refresh(address); };
    form.addEventListener("sheet:redrawn", ({ detail }) => prior.draw(detail));
    panel.remembers(prior);
    return prior;
  };
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    try {
      await (await begin()).toggle();
      panel.note(prior.isShown && prior.isEmpty ? link.dataset.none : "");
      panel.refresh();
    } catch {
      panel.note(form.dataset.offline);
    }
  });
  document.addEventListener("cell:open", async () => {
    await (await begin()).load().catch(() => 0);
    panel.refresh();
  });
  if (form.querySelector("small.prior")) await (await begin()).load().catch(() => 0);
}

function resize(form, tools, by) {
  const now = SIZES.indexOf(Number(localStorage.getItem(KEY) ?? 100));
  const size = SIZES[Math.max(0, Math.min((now < 0 ? SIZES.indexOf(100) : now) + by, SIZES.length - 1))];
  if (by) localStorage.setItem(KEY, String(size));
  form.style.setProperty("--size", String(size / 100));
  tools.querySelector("[data-part=size]").textContent = `${size}\u00a0%`;
  for (const button of tools.querySelectorAll("[data-zoom]")) {
    button.disabled = size === (Number(button.dataset.zoom) < 0 ? SIZES[0] : SIZES.at(-1));
  }
}
