// SPDX-License-Identifier: EUPL-1.2
// The line about the cell in hand: where it is, what it is called, its value a year ago, what is selected, what the
// last deed did, and what is wrong with it. Opened (Shift+F2) it shows what the checks say, notes, the instruction;
// whoever has more to tell fills a slot: `cell:open` says of which cell.
import { inFrame } from "./frame.js";
import { counted, written } from "./phrases.js";

export class Panel {
  #form; #live; #root; #words; #cell = null; #prior = null; #timer = 0;

  constructor(form, live) {
    this.#form = form;
    this.#live = live;
    this.#root = document.getElementById("pole");
    this.#words = this.#root.dataset;
  }

  listen() {
    this.#form.addEventListener("focusin", ({ target }) => this.#arrive(target));
    this.#form.addEventListener("sheet:redrawn", () => { if (!this.#cell?.isConnected) this.#hide(); });
    this.#part("more").addEventListener("click", () => this.toggle());
    document.addEventListener("keydown", (event) => {
      if (event.key === "F2" && event.shiftKey) this.#enter(event);
      if (event.key === "Escape" && this.#root.contains(event.target)) this.#leave(event);
    });
  }

  get isOpen() {
    return !this.#part("body").hidden;
  }

  /** Who knows the values of a year ago. */
  remembers(prior) {
    this.#prior = prior;
    this.refresh();
  }

  slot(name) {
    return this.#root.querySelector(`[data-slot="${name}"]`);
  }

  toggle(open = !this.isOpen, byKey = false) {
    this.#part("body").hidden = !open;
    this.#part("more").setAttribute("aria-expanded", String(open));
    this.#wrong();
    if (open) this.#open(byKey);
  }

  /** What a deed did, for all to see and hear. */
  say(kind, number = 0, lost = 0, address = "") {
    const { [kind]: sentence = "", fields, lost: missing } = this.#words;
    const what = address && number === 1 ? this.#live.place(address) : counted(number, fields);
    const rest = lost ? ` ${missing.replace("%s", counted(lost, fields))}` : "";
    this.#state(sentence.replace("%s", what) + rest);
  }

  /** What is selected; seen at once, told when it rests. */
  selected(facts) {
    this.#part("facts").textContent = facts ? this.#facts(facts) : "";
  }

  heard(facts) {
    const { rows, columns } = facts;
    this.#state(`${this.#words.selected.replace("%r", written(rows)).replace("%c", written(columns))}. ${this.#facts(facts)}`, true);
  }

  /** A sentence of somebody else's, for all to see and hear. */
  note(sentence) {
    if (sentence) this.#root.hidden = false;
    this.#state(sentence);
  }

  refresh(address = this.#cell?.name) {
    if (!this.#cell || address !== this.#cell.name) return;
    const told = this.#prior?.told(this.#cell.name) ?? "";
    write(this.#part("prior"), told);
    this.#wrong();
    if (this.isOpen) this.#findings();
  }

  #facts({ rows, columns, count, sum, mean }) {
    const size = `${rows}\u00a0×\u00a0${columns}`;
    if (count < 2) return size;
    const amount = (number) => written(number, 4);
    return `${size} · ${this.#words.sum.replace("%s", amount(sum))} · ${this.#words.mean.replace("%s", amount(mean))}`;
  }

  #arrive(field) {
    if (!field.name?.includes?.(".") || this.#root.contains(field)) return;
    this.#cell = field;
    write(this.#part("state"), "");
    inFrame(this, () => this.#show());
  }

  #show() {
    if (!this.#cell) return;
    this.#root.hidden = false;
    write(this.#part("where"), this.#live.place(this.#cell.name));
    write(this.#part("title"), titleOf(this.#cell));
    this.refresh();
    if (this.isOpen) this.#open();
  }

  #open(byKey = false) {
    if (!this.#cell) return;
    this.#findings();
    const section = this.#cell.closest("details.section");
    const note = section.querySelector(".note")?.cloneNode(true);
    this.slot("instruction").replaceChildren(...(note ? [...note.childNodes] : []));
    document.dispatchEvent(new CustomEvent("cell:open", { detail: { address: this.#cell.name, byKey } }));
  }

  // The worst that is not explained; a text the server refused has its sentence at the cell.
  #wrong() {
    const lines = this.isOpen || !this.#cell ? [] : this.#lines();
    const worst = ["error", "warning"].map((kind) => lines.find(({ dataset }) => dataset.severity === kind)).find(Boolean);
    const place = this.#part("wrong");
    place.dataset.severity = worst?.dataset.severity ?? "";
    write(place, worst?.querySelector(".told").textContent.trim() ?? "");
  }

  #lines() {
    const ids = (this.#cell.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
    return ids.map((id) => document.getElementById(id)).filter(Boolean);
  }

  #findings() {
    this.slot("findings").replaceChildren(...this.#lines().map((line) => {
      const text = (line.querySelector(".told") ?? line).textContent.trim();
      const link = Object.assign(document.createElement("a"), { href: `#${line.id}`, textContent: text });
      const entry = document.createElement("p");
      entry.append(link);
      return entry;
    }));
  }

  #enter(event) {
    if (!this.#cell) return;
    event.preventDefault();
    this.#part("more").focus({ preventScroll: true });
    this.toggle(true, true);
  }

  #leave(event) {
    event.preventDefault();
    this.toggle(false);
    this.#cell?.focus();
  }

  #hide() {
    this.#cell = null;
    this.#root.hidden = true;
  }

  // Told aloud; what only listens to the ear leaves the eye alone.
  #state(sentence, quiet = false) {
    const place = this.#part(quiet ? "voice" : "state");
    place.textContent = sentence;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { place.textContent = ""; }, 12000);
  }

  #part(name) {
    return this.#root.querySelector(`[data-part="${name}"]`);
  }
}

const write = (place, text) => { if (place.textContent !== text) place.textContent = text; };

// Headings that name a cell, as a reader of the screen puts them together.
function titleOf(field) {
  const ids = (field.getAttribute("aria-labelledby") ?? "").split(" ");
  const titles = ids.map((id) => document.getElementById(id)).filter(Boolean).map(textOf);
  return (titles.length ? titles : [field.labels?.[0]?.textContent ?? ""]).map((title) => title.trim()).filter(Boolean).join(" · ");
}

// The key of an added row is a field itself.
const textOf = (node) => {
  const key = node.querySelector("input, select");
  return key ? `${key.value} ${node.querySelector(".code-name")?.textContent ?? ""}` : node.textContent;
};
