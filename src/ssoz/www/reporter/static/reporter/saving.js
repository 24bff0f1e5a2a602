// SPDX-License-Identifier: EUPL-1.2
// Saves changed cells within a second. What the server has not confirmed stays in the browser's store, is tried again
// with growing pauses under the same names, so that nothing is made twice, and keeps the page from being closed by mistake.
import { baseOf } from "./base.js";
import { saveBeforeLeaving } from "./leaving.js";
import { post, Refused, SignedOut } from "./server.js";
import { name as newName } from "./store.js";

const PAUSE = 700; // after the last key
const LEFT = 500; // after a cell was left: who goes on typing has several saved at once
const RETRIES = [2000, 4000, 8000, 15000, 30000];

export class Saver {
  #form; #state; #marks; #live; #store;
  #base; // address -> text as the server has it
  #version; // of the report, as far as this page knows it
  #changed = new Set(); // cells touched since the server last took them
  #edits = new Map(); // address -> edit that was not handed in yet, as it stands in the store
  #batch = null; // edits handed in and not answered: they go again as they are
  #taken = new Map(); // address -> text as typed that the server took, though it writes it otherwise („1234”, „1 234”)
  #lost = []; // texts of cells that are there no more
  #before = { state: "", words: "" }; // what the line said when the connection went
  #refused = new Map(); // address -> text that the server could not take as it stands; null: to be handed in in any case
  #over = new Map(); // address -> text over which somebody typed, where the server has had another one since
  #promised = 0; // when what was left has to go, whatever is typed meanwhile
  #typed = 0; // the last key in the cell in hand
  #timer = 0; #running = null; #failures = 0; #halted = false;
  #time = new Date().toLocaleTimeString("pl", { hour: "2-digit", minute: "2-digit" });

  constructor(form, state, marks, live, store = null) {
    this.#live = live;
    this.#form = form;
    this.#state = state;
    this.#marks = marks;
    this.#store = store;
    this.#base = new Map(Object.entries(baseOf(form)));
    this.#version = Number(form.dataset.version);
  }

  start() {
    this.#form.addEventListener("input", ({ target }) => {
      this.#typed = Date.now();
      this.touch(target, PAUSE);
    });
    this.#form.addEventListener("change", ({ target }) => {
      this.#typed = 0;
      this.#promised ||= Date.now() + LEFT;
      this.touch(target, LEFT);
    });
    saveBeforeLeaving(this.#form, this);
    addEventListener("online", () => this.#again());
    addEventListener("focus", () => this.#again());
    addEventListener("offline", () => this.#cutOff());
    if (this.#store) this.#store.written = () => { if (this.#state.dataset.state === "unkept") this.#tell(this.#away()); };
    for (const cell of this.#form.querySelectorAll("[name*='.']")) {
      if (!this.#differs(cell)) continue;
      this.#changed.add(cell); // typed before this script came, or put back by the browser after a reload
      if (!cell.parentElement.querySelector(".problem")) continue;
      this.#over.set(cell.name, cell.value); // what the server has refused it is asked about again: it may have to be chosen for
      this.#keep(cell);
    }
    if (this.#waiting().length) this.#soon(PAUSE);
  }

  touch(cell, pause = 0) {
    if (!cell.name?.includes(".")) return;
    this.#live.edit(cell);
    this.#changed.add(cell);
    this.#keep(cell);
    this.#failures = 0;
    this.#halted = false;
    if (this.#differs(cell)) this.#state.dataset.state = "changed"; // „Zapisano” is no longer the whole truth
    this.#soon(pause);
  }

  // Waits until everything typed so far is on the server; false if something could not be saved.
  async flush() {
    clearTimeout(this.#timer);
    this.#failures = 0;
    while (this.#running || (this.isWaiting && !this.#failures && !this.#halted)) {
      this.#typed = 0;
      await (this.#running ?? this.#save());
    }
    return this.isSaved;
  }

  get isSaved() {
    return !this.#batch && !this.#unsaved().length;
  }

  get isWaiting() {
    return Boolean(this.#batch) || this.#waiting().length > 0;
  }

  // There is no way to the server: what was typed waits, and the line says so.
  get isAway() { return !navigator.onLine || this.#failures > 0; }

  // The first cell that stays as it is until somebody mends it or chooses.
  get stuck() {
    return this.#refused.size ? [...this.#form.elements].find((cell) => this.#isStuck(cell)) : undefined;
  }

  // What a form without a script compares with: a cell somebody has to choose for, with what was typed over.
  get base() {
    return Object.fromEntries([...this.#base, ...this.#over]);
  }

  // Said to whoever goes away for now.
  keep() {
    this.#tell("kept", this.#time);
  }

  // A section was drawn anew: its cells begin with what the server has just written into them.
  reset(root, base) {
    for (const cell of root.querySelectorAll("[name*='.']")) {
      if (cell.name in base) this.#base.set(cell.name, base[cell.name]);
      else this.#base.delete(cell.name);
    }
  }

  // It takes the place of the old one; what was typed there and is not saved goes over into it.
  replace(old, fresh, base) {
    const kept = this.#unsaved().filter((cell) => old.contains(cell)).map(({ name, value }) => ({ name, value, was: this.#was(name) }));
    old.replaceWith(fresh);
    this.reset(fresh, base);
    for (const { name, value, was } of kept) {
      const cell = this.#cell(name);
      if (!cell) continue;
      cell.value = value;
      this.#changed.add(cell);
      this.#over.set(name, was);
      this.#refused.delete(name); // handed in again, so that the reason is shown again
    }
    if (kept.length) this.#soon(PAUSE);
  }

  // The person has chosen between their own text and what somebody else saved meanwhile; nothing else decides it. It is
  // handed in, whichever it is: somebody may have saved a third one.
  settle(cell, text) {
    cell.value = text;
    this.#over.delete(cell.name);
    this.#refused.set(cell.name, null);
    this.#marks.clear(cell);
    this.touch(cell);
    cell.focus();
  }

  // What is typed and not yet on the server.
  unsaved() {
    return this.#unsaved().map((cell) => ({ name: cell.name, was: this.#was(cell.name), now: cell.value }));
  }

  // Edits of a page that is no more, oldest first; what was typed here since is newer than they are. The first of a cell
  // may have been handed in: it goes as it was, and what was typed after it follows when it is answered.
  async restore(edits) {
    await this.#running;
    const older = edits.filter(({ address }) => this.#touched(address));
    const mine = edits.filter((edit) => !older.includes(edit));
    const first = mine.filter((edit, n) => mine.findIndex(({ address }) => address === edit.address) === n);
    for (const edit of mine) this.#bringBack(edit, !first.includes(edit));
    this.#store?.remove(older.map(({ id }) => id));
    if (!first.length) return false;
    this.#batch = [...(this.#batch ?? []), ...first];
    this.#soon(0);
    return true;
  }

  // What others have written meanwhile goes into cells that nobody touches here; says which those were.
  merge({ version = 0, others = [] }) {
    this.#version = Math.max(this.#version, version);
    return others.filter(({ address, text }) => {
      const cell = this.#cell(address);
      if (!cell || this.#differs(cell) || this.#batch?.some((edit) => edit.address === address)) return false;
      this.#base.set(address, text);
      this.#taken.delete(address);
      this.#over.delete(address);
      if (cell.value.trim() === text) return false;
      cell.value = text;
      this.#live.edit(cell);
      return true;
    });
  }

  get version() {
    return this.#version;
  }

  #touched(address) {
    return this.#batch?.some((edit) => edit.address === address) || [...this.#changed].some((cell) => cell.name === address);
  }

  #bringBack(edit, isLater) {
    if (isLater) {
      const earlier = this.#edits.get(edit.address);
      if (earlier) this.#store?.remove([earlier.id]);
      this.#edits.set(edit.address, { ...edit, handedIn: true });
    }
    const cell = this.#cell(edit.address);
    if (!cell) return;
    cell.value = edit.now;
    this.#changed.add(cell);
    this.#live.edit(cell);
  }

  #cell(address) {
    const cell = this.#form.elements.namedItem(address);
    return cell instanceof Element ? cell : null;
  }

  #was(address) {
    return this.#over.get(address) ?? this.#base.get(address) ?? "";
  }

  #differs(cell) {
    const text = cell.value.trim();
    return text !== (this.#base.get(cell.name) ?? "") && text !== this.#taken.get(cell.name);
  }

  #unsaved() {
    return [...this.#changed].filter((cell) => cell.isConnected && this.#differs(cell));
  }

  #waiting() {
    return [...this.#changed].filter((cell) => cell.isConnected && !this.#isStuck(cell) && (this.#refused.has(cell.name) || this.#differs(cell)));
  }

  #isStuck({ name, value }) {
    return this.#refused.has(name) && this.#refused.get(name) === value;
  }

  // The newest text of a cell lies in the store before it goes to the server; what was handed in is not changed any more.
  #keep(cell) {
    const { name, value } = cell;
    const sent = this.#batch?.find(({ address }) => address === name);
    const known = this.#edits.get(name);
    const isSpent = known && (known.handedIn || (!sent && !this.#differs(cell)));
    if (isSpent) {
      this.#edits.delete(name);
      this.#store?.remove([known.id]);
    }
    if (!sent && !this.#differs(cell)) return;
    if (known && !isSpent && known.now === value) return; // left as it was typed
    const id = known && !isSpent ? known.id : newName();
    const edit = { id, address: name, was: sent ? sent.now : this.#was(name), now: value, at: Date.now() };
    this.#edits.set(name, edit);
    this.#store?.put(edit);
  }

  // With nothing that waits, the line says again afterwards what it said before.
  #cutOff() {
    const { state } = this.#state.dataset;
    if (state !== "offline") this.#before = { state, words: this.#state.textContent };
    this.#tell(this.#away());
  }

  #again() {
    if (!this.isWaiting) return this.#isBack();
    this.#failures = 0;
    this.#halted = false;
    this.#soon(0);
  }

  #isBack() {
    if (!navigator.onLine || this.#state.dataset.state !== "offline") return;
    const { state, words } = this.#before;
    if (state) this.#state.dataset.state = state;
    else delete this.#state.dataset.state;
    this.#state.textContent = words;
  }

  #soon(pause) {
    clearTimeout(this.#timer);
    const left = this.#promised ? Math.max(0, this.#promised - Date.now()) : pause;
    this.#timer = setTimeout(() => this.#save(), Math.min(pause, left));
  }

  #save() {
    if (this.#running) return this.#running.then(() => this.#soon(0));
    this.#promised = 0;
    this.#batch ??= this.#next();
    if (!this.#batch) {
      if (this.isWaiting) this.#soon(this.#rest());
      else if (this.#state.dataset.state === "changed") this.#settled(); // it was put back as it had been
      return Promise.resolve();
    }
    this.#tell("saving");
    const changes = this.#batch.map(({ id, address, was, now }) => ({ id, address, was, now }));
    this.#live.sending();
    this.#running = post(this.#form, { changes, version: this.#version })
      .then((answer) => this.#took(answer))
      .catch((failure) => this.#failed(failure))
      .finally(() => { this.#running = null; });
    return this.#running;
  }

  // So long somebody may still go on in the cell in hand.
  #rest() {
    return Math.max(0, this.#typed + PAUSE - Date.now());
  }

  // Everything that waits, each cell once, with what the server had when it was typed over; half a number waits on.
  #next() {
    const inHand = this.#rest() ? document.activeElement : null;
    const batch = this.#waiting().filter((cell) => cell !== inHand).map((cell) => {
      const { id = newName(), at = Date.now() } = this.#edits.get(cell.name) ?? {};
      this.#edits.delete(cell.name);
      return { id, address: cell.name, was: this.#was(cell.name), now: cell.value, at };
    });
    return batch.length ? batch : null;
  }

  #took(answer) {
    const batch = this.#batch;
    this.#batch = null;
    this.#lost = [];
    this.#failures = 0;
    this.#time = answer.saved;
    const refusals = new Map([...answer.problems, ...answer.conflicts].map((refusal) => [refusal.address, refusal]));
    const accepted = batch.filter(({ address }) => !refusals.has(address));
    for (const { address, now } of accepted) this.#accepted(address, now, answer.values[address] ?? now.trim());
    for (const edit of batch) if (refusals.has(edit.address)) this.#declined(edit, refusals.get(edit.address));
    this.#store?.remove(accepted.map(({ id }) => id));
    const shown = batch.map(({ address }) => ({ cell: this.#cell(address) })).filter(({ cell }) => cell);
    this.#marks.apply(answer, shown, (cell, text) => this.settle(cell, text));
    this.#live.take(answer);
    this.#settled();
    if (this.#lost.length) this.#tell("lost", this.#lost.join(", "));
    this.#form.dispatchEvent(new CustomEvent("saved", { detail: answer }));
    if (!this.#waiting().length) return;
    this.#state.dataset.state = "changed";
    this.#soon(this.#rest());
  }

  #settled() {
    this.#tell(this.stuck ? "refused" : "saved", this.#time);
  }

  // The cell shows the text as the server writes it („1 234”), once it is left.
  #accepted(address, sent, text) {
    this.#base.set(address, text);
    this.#taken.set(address, sent.trim());
    this.#over.delete(address);
    this.#refused.delete(address);
    const cell = this.#cell(address);
    if (!cell) return;
    const rewrite = () => { if (cell.value === sent) cell.value = text; };
    if (document.activeElement === cell) cell.addEventListener("blur", rewrite, { once: true });
    else rewrite();
  }

  // It stays on the page and in the store. Who has typed on meanwhile has not seen the other value yet: they will.
  #declined(edit, refusal) {
    const { address, id, was, now } = edit;
    const cell = this.#cell(address);
    if (!cell || cell.value !== now) {
      this.#store?.remove([id]);
      if (!cell) this.#lost.push(now);
      return;
    }
    this.#refused.set(address, now);
    this.#edits.set(address, edit);
    if (!("current" in refusal)) {
      if (was === now) this.#over.delete(address); // it was asked about again, and nobody has to choose
      return;
    }
    this.#over.set(address, was);
    this.#base.set(address, refusal.current);
    this.#taken.delete(address);
  }

  #away() {
    if (!this.isWaiting) return "offline";
    return this.#store?.holds ? "waiting" : "unkept";
  }

  #failed(failure) {
    if (failure instanceof Refused || failure instanceof SignedOut) {
      this.#halted = true;
      if (failure instanceof Refused) this.#takeBack();
      return this.#tell(failure instanceof SignedOut ? "signed-out" : "halted", failure.message);
    }
    this.#soon(RETRIES[Math.min(this.#failures, RETRIES.length - 1)]);
    this.#failures += 1;
    return this.#tell(navigator.onLine ? "retrying" : this.#away());
  }

  // Nothing of it was made: it may be changed again, under other names.
  #takeBack() {
    const batch = this.#batch ?? [];
    this.#batch = null;
    this.#store?.remove(batch.map(({ id }) => id));
    for (const cell of batch.map(({ address }) => this.#cell(address))) if (cell) this.#keep(cell);
  }

  // Sentences of each state stand in the page, in its language, as data-… of the status line.
  #tell(state, text = "") {
    const words = this.#state.dataset[state.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase())] ?? "";
    this.#state.dataset.state = state;
    this.#state.textContent = words.replace("%s", text).replace("%n", new Set([...(this.#batch ?? []).map(({ address }) => address), ...this.#waiting().map((cell) => cell.name)]).size);
  }
}
