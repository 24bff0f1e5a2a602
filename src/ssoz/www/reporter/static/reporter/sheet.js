// SPDX-License-Identifier: EUPL-1.2
// The sheet on which a report is filled in. Without this script the page is a plain form and works as well; with it
// every change is saved at once and the table behaves like a spreadsheet (ADR 0103).
import { Saver } from "./saving.js";
import { Live } from "./live.js";
import { Marks } from "./marks.js";
import { foldSections, makeRoom, markCurrent, markMoved, openTarget, unfoldForPrint } from "./sections.js";
import { Rows } from "./rows.js";
import { labelCards } from "./cards.js";
import { onFirstTouch } from "./first-touch.js";
import { explainInPlace } from "./explaining.js";
import { comeBack, storeOf } from "./coming-back.js";
import { Others } from "./others.js";
import { useSearch, useTools } from "./tools.js";
import "./once.js";

const form = document.getElementById("arkusz");
foldSections();
makeRoom();
openTarget();
unfoldForPrint();
labelCards(document);
markCurrent();
markMoved();
useSearch();

if (form?.dataset.save) {
  document.documentElement.classList.add("live");
  const marks = new Marks(document);
  const live = new Live(form, marks);
  const store = storeOf(form);
  const saver = new Saver(form, document.getElementById("stan-zapisu"), marks, live, store);
  const rows = new Rows(form, saver, marks, live);
  rows.listen();
  explainInPlace(form, saver, live);
  saver.start();
  useTools(form);
  onFirstTouch(form, async () => (await import("./spreadsheet.js")).spreadsheet(form, { saver, live, rows }));
  live.start();
  new Others(form, saver, live, document.getElementById("inni")).start();
  comeBack(form, store, saver);
}
