// SPDX-License-Identifier: EUPL-1.2
// Saves changed cells within a second. What the server has not confirmed stays waiting, is tried again with growing
// pauses, and keeps the page from being closed by mistake.
import { post, Refused, SignedOut } from "./server.js";

const PAUSE = 700; // after the last key
const RETRIES = [2000, 4000, 8000, 15000, 30000];

export class Saver {
  #form; #state; #marks; #live;
  #base; // address -> text as the server has it
  #changed = new Set(); // cells touched since the server last took them
  #taken = new Map(); // address -> text as typed that the server took, though it writes it otherwise („1234”, „1 234”)
  #refused = new Map(); // address -> text that the server could not take as it stands
  #timer = 0; #running = null; #failures = 0; #halted = false; #leaving = false;
  #time = new Date().toLocaleTimeString("pl", { hour: "2-digit", minute: "2-digit" });

  constructor(form, state, marks, live) {
    this.#live = live;
    this.#form = form;
    this.#state = state;
    this.#marks = marks;
    this.#base = new Map(Object.entries(JSON.parse(form.elements.base.value || "{}")));
  }

  start() {
    this.#form.addEventListener("input", ({ target }) => this.touch(target, PAUSE));
    this.#form.addEventListener("change", ({ target }) => this.touch(target, 0));
    this.#form.addEventListener("submit", (event) => this.#submitted(event));
    document.addEventListener("submit", (event) => this.#elsewhere(event, event.target, () => event.target.requestSubmit(event.submitter)), true);
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-flush]");
      if (link) this.#elsewhere(event, link, () => location.assign(link.href));
    });
    addEventListener("online", () => this.#again());
    addEventListener("focus", () => this.#again());
    addEventListener("offline", () => this.#tell("offline"));
    addEventListener("beforeunload", (event) => {
      if (!this.#leaving && this.#unsaved().length) event.preventDefault();
    });
    for (const cell of this.#form.querySelectorAll("[name*='.']")) {
      if (!this.#differs(cell)) continue;
      this.#changed.add(cell); // refused before, or put back by the browser after a reload
      if (cell.hasAttribute("aria-invalid")) this.#refused.set(cell.name, cell.value);
    }
    if (this.#waiting().length) this.#soon(PAUSE);
  }

  touch(cell, pause = 0) {
    if (!cell.name?.includes(".")) return;
    this.#live.edit(cell);
    this.#changed.add(cell);
    this.#failures = 0;
    this.#halted = false;
    this.#soon(pause);
  }

  // Waits until everything typed so far is on the server; false if something could not be saved.
  async flush() {
    clearTimeout(this.#timer);
    while (this.#running || (this.#waiting().length && !this.#failures && !this.#halted)) await (this.#running ?? this.#save());
    return !this.#unsaved().length;
  }

  // A section was drawn anew: its cells begin with what the server has just written into them.
  reset(root, base) {
    for (const cell of root.querySelectorAll("[name*='.']")) {
      if (cell.name in base) this.#base.set(cell.name, base[cell.name]);
      else this.#base.delete(cell.name);
    }
  }

  // The person has chosen between their own text and what somebody else saved meanwhile.
  settle(cell, text) {
    cell.value = text;
    this.#refused.delete(cell.name);
    this.#marks.clear(cell);
    this.touch(cell);
    cell.focus();
  }

  // What is typed and not yet on the server, should the session end; put back, it is as if typed on the page that was left.
  unsaved() {
    return this.#unsaved().map((cell) => ({ name: cell.name, was: this.#base.get(cell.name) ?? "", now: cell.value }));
  }

  restore(typed) {
    const found = typed.filter(({ name }) => this.#form.elements.namedItem(name));
    for (const { name, was, now } of found) {
      const cell = this.#form.elements.namedItem(name);
      this.#base.set(name, was); // somebody else may have changed the cell meanwhile: the server will tell
      cell.value = now;
      this.touch(cell);
    }
    return found.length > 0;
  }

  #differs(cell) {
    const text = cell.value.trim();
    return text !== (this.#base.get(cell.name) ?? "") && text !== this.#taken.get(cell.name);
  }

  #unsaved() {
    return [...this.#changed].filter((cell) => cell.isConnected && this.#differs(cell));
  }

  #waiting() {
    return this.#unsaved().filter((cell) => this.#refused.get(cell.name) !== cell.value);
  }

  #again() {
    if (!this.#waiting().length) return;
    this.#failures = 0;
    this.#halted = false;
    this.#soon(0);
  }

  #soon(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), pause);
  }

  #save() {
    if (this.#running) return this.#running.then(() => this.#soon(0));
    const batch = this.#waiting().map((cell) => ({ cell, address: cell.name, was: this.#base.get(cell.name) ?? "", now: cell.value }));
    if (!batch.length) return Promise.resolve();
    this.#tell("saving");
    const changes = batch.map(({ address, was, now }) => ({ address, was, now }));
    this.#live.sending();
    this.#running = post(this.#form, { changes })
      .then((answer) => this.#took(batch, answer))
      .catch((failure) => this.#failed(failure))
      .finally(() => { this.#running = null; });
    return this.#running;
  }

  #took(batch, answer) {
    this.#failures = 0;
    this.#time = answer.saved;
    const refusals = new Map([...answer.problems, ...answer.conflicts].map((refusal) => [refusal.address, refusal]));
    for (const { cell, address, now } of batch) {
      const refusal = refusals.get(address);
      if (!refusal) this.#accepted(cell, now, answer.values[address] ?? now.trim());
      else {
        this.#refused.set(address, now);
        if ("current" in refusal) this.#base.set(address, refusal.current);
      }
    }
    this.#marks.apply(answer, batch, (cell, text) => this.settle(cell, text));
    this.#live.take(answer);
    this.#tell(this.#unsaved().length > this.#waiting().length ? "refused" : "saved", answer.saved);
    if (this.#waiting().length) this.#soon(0);
  }

  // The cell shows the text as the server writes it („1 234”), once it is left.
  #accepted(cell, sent, text) {
    this.#base.set(cell.name, text);
    this.#taken.set(cell.name, sent.trim());
    this.#refused.delete(cell.name);
    const rewrite = () => { if (cell.value === sent) cell.value = text; };
    if (document.activeElement === cell) cell.addEventListener("blur", rewrite, { once: true });
    else rewrite();
  }

  #failed(failure) {
    if (failure instanceof Refused || failure instanceof SignedOut) {
      this.#halted = true;
      return this.#tell(failure instanceof SignedOut ? "signed-out" : "halted", failure.message);
    }
    this.#soon(RETRIES[Math.min(this.#failures, RETRIES.length - 1)]);
    this.#failures += 1;
    return this.#tell(navigator.onLine ? "retrying" : "offline");
  }

  // Sentences of each state stand in the page, in its language, as data-… of the status line.
  #tell(state, text = "") {
    const words = this.#state.dataset[state.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase())] ?? "";
    this.#state.dataset.state = state;
    this.#state.textContent = words.replace("%s", text);
  }

  // „Zapisz” and „Weryfikuj”: first let everything be saved, then go on; what is wrong is shown by the server's own page.
  async #submitted(event) {
    if (event.submitter?.name !== "dalej") return;
    event.preventDefault();
    const saved = await this.flush();
    if (saved && event.submitter.value === "zapisz") return this.#tell("kept", this.#time);
    this.#leaving = true;
    if (saved) return location.assign(event.submitter.dataset.next);
    return this.#plainly(event.submitter);
  }

  // Another form or link of the page: it goes on when everything typed is saved.
  #elsewhere(event, target, go) {
    if (target === this.#form || target.method === "dialog" || !this.#waiting().length) return;
    event.preventDefault();
    event.stopPropagation();
    this.flush().then((saved) => saved && go());
  }

  #plainly({ name, value }) {
    this.#form.elements.base.value = JSON.stringify(Object.fromEntries(this.#base));
    this.#form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    HTMLFormElement.prototype.submit.call(this.#form);
  }
}
