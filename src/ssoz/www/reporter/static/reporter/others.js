// SPDX-License-Identifier: EUPL-1.2
// What other people and other tabs write into the same report appears here without being asked for; cells in which one
// is writing oneself are left alone until the server has told of both values.
import { baseOf } from "./base.js";
import { labelCards } from "./cards.js";
import { ask } from "./server.js";

const QUIET = 60000; // while nobody else was seen
const BUSY = 10000;
const SEEN = 600000; // so long after somebody else was
const MARK = 8000;
const TRIES = 3;

export class Others {
  #form; #saver; #live; #note; #timer = 0; #seen = 0; #asking = false;
  #tabs = new BroadcastChannel("ssoz-report");

  constructor(form, saver, live, note) {
    this.#form = form;
    this.#saver = saver;
    this.#live = live;
    this.#note = note;
  }

  start() {
    this.#form.addEventListener("saved", ({ detail }) => {
      this.#take(detail);
      this.#tabs.postMessage({ report: this.#form.dataset.report, version: this.#saver.version });
    });
    this.#tabs.addEventListener("message", ({ data }) => {
      if (data.report === this.#form.dataset.report && data.version > this.#saver.version) this.#ask();
    });
    for (const kind of ["focus", "online"]) addEventListener(kind, () => this.#ask());
    document.addEventListener("visibilitychange", () => this.#ask());
    this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), Date.now() - this.#seen < SEEN ? BUSY : QUIET);
  }

  async #ask() {
    if (this.#asking || document.hidden || !navigator.onLine) return this.#wait();
    this.#asking = true;
    const answer = await ask(`${this.#form.dataset.changes}?od=${this.#saver.version}`).catch(() => null);
    this.#asking = false;
    if (answer) this.#take(answer);
    return this.#wait();
  }

  #take(answer) {
    const written = this.#saver.merge(answer);
    for (const { address, person, at } of written) this.#mark(this.#form.elements.namedItem(address), `${person}, ${at}`);
    if (answer.sections?.length) this.#redraw(answer.sections);
    if (!written.length && !answer.sections?.length) return;
    this.#seen = Date.now();
    this.#say([...new Set(answer.others.map(({ person }) => person))]);
  }

  #mark(cell, words) {
    cell.classList.add("foreign");
    cell.title = this.#note.dataset.elsewhere.replace("%s", words);
    setTimeout(() => cell.classList.remove("foreign"), MARK);
  }

  #say(people) {
    this.#note.parentElement.hidden = !people.length;
    this.#note.textContent = this.#note.dataset.others.replace("%s", people.join(", "));
  }

  // Rows were added or removed elsewhere: their sections come anew from the page, with what was typed here and waits.
  async #redraw(sections) {
    await this.#saver.flush();
    const sheet = await this.#newest();
    if (!sheet) return;
    const base = baseOf(sheet);
    const page = sheet.ownerDocument;
    for (const code of sections) this.#put(document.getElementById(code), page.getElementById(code), base);
  }

  // The sheet as the server has it, not older than what this page knows: something may be saved while it is on its way.
  async #newest() {
    for (let n = 0; n < TRIES; n += 1) {
      const answer = await fetch(location.pathname, { headers: { "X-Background": "1" } }).catch(() => null);
      const sheet = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("arkusz");
      if (!sheet) return null;
      if (Number(sheet.dataset.version) >= this.#saver.version) return sheet;
    }
    return null;
  }

  #put(old, fresh, base) {
    if (!old || !fresh) return;
    const at = old.contains(document.activeElement) ? document.activeElement.id : "";
    fresh.open = old.open;
    this.#saver.replace(old, document.adoptNode(fresh), base);
    this.#live.redrawn(fresh);
    labelCards(fresh);
    if (at) document.getElementById(at)?.focus();
  }
}
