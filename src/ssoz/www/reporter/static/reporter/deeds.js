// SPDX-License-Identifier: EUPL-1.2
// What people do to cells, a step at a time, and the way back. One visit to a cell is one step, however many keys it
// took; so is a pasted block. Every change goes through the saver, whatever made it.

const MOST = 500;

export class Deeds {
  #form; #saver; #visit = null; #done = []; #undone = [];
  changed = () => {}; // the buttons want to know

  constructor(form, saver) {
    this.#form = form;
    this.#saver = saver;
  }

  listen() {
    this.#form.addEventListener("focusin", ({ target }) => this.#enter(target));
    this.#form.addEventListener("focusout", () => this.#leave());
    this.#form.addEventListener("beforeinput", (event) => {
      if (!event.inputType.startsWith("history") || !isCell(event.target)) return;
      event.preventDefault();
      this.dispatch(event.inputType === "historyUndo" ? "undo" : "redo");
    });
  }

  dispatch(which) {
    this.#form.dispatchEvent(new CustomEvent("deeds", { detail: which }));
  }

  get canUndo() {
    return this.#done.length > 0 || this.#typed();
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Text before the visit to the cell in hand began. */
  get before() {
    return this.#visit?.before;
  }

  /** What was typed in the cell in hand is a step, though one stays there. */
  commit() {
    this.#leave();
    this.#enter(document.activeElement);
  }

  /** Puts texts into fields as one step; says how many took one. */
  write(changes, pause = 100) {
    this.#leave();
    const step = changes
      .filter(([field, text]) => field.value !== text && accepts(field, text))
      .map(([{ name, value }, text]) => ({ name, before: value, after: text }));
    this.#record(step);
    this.#apply(step, "after", pause);
    this.#enter(document.activeElement);
    return step.length;
  }

  undo() {
    this.#leave();
    return this.#move(this.#done, this.#undone, "before");
  }

  redo() {
    this.#leave();
    return this.#move(this.#undone, this.#done, "after");
  }

  // Rows that are gone cannot come back by undoing what was typed in them.
  forget(section) {
    const lost = ({ name }) => name.startsWith(`${section}.`) && !this.#field(name);
    for (const steps of [this.#done, this.#undone]) {
      const kept = steps.map((step) => step.filter((change) => !lost(change))).filter((step) => step.length);
      steps.splice(0, steps.length, ...kept);
    }
    this.changed();
  }

  #move(from, to, side) {
    const step = from.pop();
    if (!step) return [];
    to.push(step);
    this.#apply(step, side, 0);
    this.#enter(document.activeElement);
    this.changed();
    return step.map(({ name }) => this.#field(name)).filter(Boolean);
  }

  #apply(step, side, pause) {
    for (const change of step) {
      const field = this.#field(change.name);
      if (!field) continue;
      field.value = change[side];
      this.#saver.touch(field, pause);
    }
  }

  #record(step) {
    if (!step.length) return;
    this.#done.push(step);
    if (this.#done.length > MOST) this.#done.shift();
    this.#undone.length = 0;
    this.changed();
  }

  #enter(field) {
    this.#visit = isCell(field) ? { field, before: field.value } : null;
  }

  #leave() {
    if (this.#typed()) this.#record([{ name: this.#visit.field.name, before: this.#visit.before, after: this.#visit.field.value }]);
    this.#visit = null;
  }

  #typed() {
    return Boolean(this.#visit) && this.#visit.field.value !== this.#visit.before;
  }

  #field(name) {
    return this.#form.elements.namedItem(name);
  }
}

const isCell = (field) => Boolean(field?.name?.includes("."));

// A list takes what it has.
const accepts = (field, text) => field.tagName !== "SELECT" || [...field.options].some(({ value }) => value === text);
