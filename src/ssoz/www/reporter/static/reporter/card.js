// SPDX-License-Identifier: EUPL-1.2
// The page on which a psychiatric card is filled in: every change is saved at once, as on the sheet (ADR 0139). What the
// checks say comes from the server, whose year they are asked for; without this script the page is a plain form.
import { Saver } from "./saving.js";
import { Marks } from "./marks.js";
import { foldSections, makeRoom, markCurrent, openTarget, unfoldForPrint } from "./sections.js";
import { Rows } from "./rows.js";
import { labelCards } from "./cards.js";
import { comeBack, storeOf } from "./coming-back.js";
import { Others } from "./others.js";
import "./once.js";

const UNCHECKED = { edit() {}, sending() {}, redrawn() {}, take() {} }; // nothing is checked in the browser

const form = document.getElementById("arkusz");
foldSections();
makeRoom();
openTarget();
unfoldForPrint();
labelCards(document);
markCurrent();

if (form?.dataset.save) {
  document.documentElement.classList.add("live");
  const marks = new Marks(document);
  const store = storeOf(form);
  const saver = new Saver(form, document.getElementById("stan-zapisu"), marks, UNCHECKED, store);
  new Rows(form, saver, marks, UNCHECKED).listen();
  form.addEventListener("saved", ({ detail }) => show(detail, saver, marks));
  saver.start();
  new Others(form, saver, UNCHECKED, document.getElementById("inni")).start();
  comeBack(form, store, saver);
  form.dataset.ready = "";
}

// What follows from a save: counters of the sections, a card that looks like this one, what the checks say.
function show({ edition, contents, alike, outcome }, saver, marks) {
  if (edition !== Number(form.dataset.edition) && !saver.unsaved().length) {
    location.assign(form.dataset.page); // the stay ended in another year: the card follows its form
    return;
  }
  count(part(contents));
  if (alike !== null) document.getElementById("podobne").replaceChildren(part(alike));
  if (outcome) judge(outcome, marks);
  const clean = document.querySelector("#kontrole [data-tone=success]");
  if (clean) clean.hidden = Boolean(saver.stuck); // the server knows nothing of what it refused
}

function count(fresh) {
  const shown = document.getElementById("spis");
  for (const link of fresh.querySelectorAll("li a")) {
    shown.querySelector(`a[href="${link.getAttribute("href")}"]`)?.replaceChildren(...link.childNodes);
  }
  shown.querySelector(".progress").replaceWith(fresh.querySelector(".progress"));
}

// An explanation that is being written stays where it is.
function judge({ html, marks: found }, marks) {
  const panel = document.getElementById("kontrole");
  if (panel.querySelector("details[open]")) return;
  panel.replaceChildren(part(html));
  for (const mark of form.querySelectorAll("a.mark")) marks.unmark(mark.previousElementSibling.id.replaceAll("-", "."));
  for (const { address, ...told } of found) marks.mark(address, told);
}

function part(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
