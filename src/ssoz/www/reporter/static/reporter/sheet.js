// SPDX-License-Identifier: EUPL-1.2
// The sheet on which a report is filled in. Without this script the page is a plain form and works as well; with it
// every change is saved at once and the table behaves like a spreadsheet (ADR 0103).
import { Saver } from "./saving.js";
import { Block } from "./block.js";
import { Cursor } from "./keyboard.js";
import { Deeds } from "./deeds.js";
import { Live } from "./live.js";
import { Marks } from "./marks.js";
import { Panel } from "./panel.js";
import { foldSections, markCurrent, openTarget, unfoldForPrint } from "./sections.js";
import { Rows } from "./rows.js";
import { labelCards } from "./cards.js";
import { explainInPlace } from "./explaining.js";
import { comeBack, storeOf } from "./coming-back.js";
import { Others } from "./others.js";
import { showHistory } from "./cell-history.js";
import { selectWithMouse } from "./mouse.js";
import { useClipboard } from "./clipboard.js";
import { useNotes, usePrior, useSearch, useTools } from "./tools.js";
import "./once.js";

const form = document.getElementById("arkusz");
foldSections();
openTarget();
unfoldForPrint();
labelCards(document);
markCurrent();
useSearch();

if (form?.dataset.save) {
  document.documentElement.classList.add("live");
  const marks = new Marks(document);
  const live = new Live(form, marks);
  const store = storeOf(form);
  const saver = new Saver(form, document.getElementById("stan-zapisu"), marks, live, store);
  const rows = new Rows(form, saver, marks, live);
  rows.listen();
  saver.start();
  spreadsheet(saver, live, rows);
  live.start();
  new Others(form, saver, live, document.getElementById("inni")).start();
  comeBack(form, store, saver);
  showHistory(form);
  explainInPlace(form, saver, live);
}

function spreadsheet(saver, live, rows) {
  const panel = new Panel(form, live);
  const tell = (...facts) => panel.say(...facts);
  const deeds = new Deeds(form, saver);
  const block = new Block((facts) => panel.heard(facts), (facts) => panel.selected(facts));
  const cursor = new Cursor(form, block, deeds, tell);
  deeds.listen();
  cursor.listen();
  panel.listen();
  selectWithMouse(form, block, cursor);
  useClipboard(form, { block, deeds, rows, cursor, tell });
  useTools(form, deeds);
  usePrior(form, live, panel);
  useNotes(form, panel);
  form.addEventListener("sheet:redrawn", ({ detail }) => deeds.forget(detail.id));
}
