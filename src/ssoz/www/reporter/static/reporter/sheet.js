// SPDX-License-Identifier: EUPL-1.2
// The sheet on which a report is filled in. Without this script the page is a plain form and works as well; with it
// every change is saved at once and the table behaves like a spreadsheet.
import { Saver } from "./saving.js";
import { keepFocusUseful, moveWithKeys } from "./keyboard.js";
import { pasteBlocks } from "./paste.js";
import { Live } from "./live.js";
import { Marks } from "./marks.js";
import { foldSections, openTarget, unfoldForPrint } from "./sections.js";
import { Rows } from "./rows.js";
import { labelCards } from "./cards.js";
import { explainInPlace } from "./explaining.js";
import { comeBack, storeOf } from "./coming-back.js";
import { Others } from "./others.js";
import { showHistory } from "./cell-history.js";
import "./once.js";

const form = document.getElementById("arkusz");
foldSections();
openTarget();
unfoldForPrint();
labelCards(document);

if (form?.dataset.save) {
  document.documentElement.classList.add("live");
  const marks = new Marks(document);
  const live = new Live(form, marks);
  const store = storeOf(form);
  const saver = new Saver(form, document.getElementById("stan-zapisu"), marks, live, store);
  const rows = new Rows(form, saver, marks, live);
  moveWithKeys(form);
  keepFocusUseful(form);
  pasteBlocks(form, saver, rows);
  rows.listen();
  saver.start();
  live.start();
  new Others(form, saver, live, document.getElementById("inni")).start();
  comeBack(form, store, saver);
  showHistory(form);
  explainInPlace(form, saver, live);
}
