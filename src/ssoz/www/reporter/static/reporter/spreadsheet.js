// SPDX-License-Identifier: EUPL-1.2
// The table behaves like a spreadsheet (ADR 0103): keys, blocks, copying, undoing, the line about the cell in hand, last
// year's values. Fetched when somebody first touches the sheet (ADR 0131).
import { Block } from "./block.js";
import { showHistory } from "./cell-history.js";
import { useClipboard } from "./clipboard.js";
import { Deeds } from "./deeds.js";
import { Cursor } from "./keyboard.js";
import { selectWithMouse } from "./mouse.js";
import { Panel } from "./panel.js";

export function spreadsheet(form, { saver, live, rows }) {
  const panel = new Panel(form, live);
  const tell = (...facts) => panel.say(...facts);
  const deeds = new Deeds(form, saver);
  const block = new Block((facts) => panel.heard(facts), (facts) => panel.selected(facts));
  const cursor = new Cursor(form, block, deeds, tell);
  deeds.listen();
  cursor.listen();
  panel.listen();
  live.drawn = () => panel.refresh();
  selectWithMouse(form, block, cursor);
  useClipboard(form, { block, deeds, rows, cursor, tell });
  useUndo(form, deeds);
  useNotes(form, panel);
  showHistory(form);
  form.addEventListener("sheet:redrawn", ({ detail }) => deeds.forget(detail.id));
  usePrior(form, live, panel);
}

function useUndo(form, deeds) {
  const tools = document.getElementById("narzedzia");
  deeds.changed = () => {
    tools.querySelector("[data-deed=undo]").disabled = !deeds.canUndo;
    tools.querySelector("[data-deed=redo]").disabled = !deeds.canRedo;
  };
  form.addEventListener("input", deeds.changed);
  form.addEventListener("focusout", () => queueMicrotask(deeds.changed));
  tools.addEventListener("click", ({ target }) => {
    const { deed } = target.closest("button")?.dataset ?? {};
    if (deed) deeds.dispatch(deed);
  });
}

// Notes at the cell in hand, once the line about it is opened.
function useNotes(form, panel) {
  let notes = null;
  document.addEventListener("cell:open", async ({ detail }) => {
    const { Notes } = await import("./notes.js");
    notes ??= new Notes(form, panel.slot("remarks"));
    notes.open(detail);
  });
}

// Last year's values: the script for them comes when somebody wants them.
async function usePrior(form, live, panel) {
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
  if (form.querySelector("small.prior")) await begin().then((known) => known.load()).catch(() => 0);
}
