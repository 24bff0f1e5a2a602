// SPDX-License-Identifier: EUPL-1.2
// The page verifies by itself, on every key: computed cells, marks at cells, counters, the list of findings. Sentences
// with values and the verdict that counts come from the server with the answer to each save (ADR 0060).
import { checksOf } from "./checks.js";
import { Findings } from "./findings.js";
import { inFrame } from "./frame.js";
import { parse } from "./numbers.js";
import { sectionsOf } from "./sections.js";
import { Tally } from "./tally.js";

const BACKGROUND = { headers: { "X-Background": "1" } }; // asked by the page itself: nobody is at work for it
const fieldsOf = (root) => root.querySelectorAll("[name*='.']");
const keysOf = (section) => [...section.querySelectorAll("tbody .key [name*='.']")];
const rowsOf = (section) => keysOf(section).map((key) => key.name.split(".")[1]);
const valueOf = (field) => parse(field.value, field.classList[0], Number(field.dataset.scale ?? 0));

export class Live {
  #form; #marks; #list; #tally; #checks; #rules = {}; #context; #digest = ""; #address;
  #told = new Map(); // key → what the server said of it; without its sentence once a value has changed
  #insisted = new Map(); // key → where the server and this page differ: its finding, or null where it has none
  #moved = new Set(); // keys evaluated since the last save left
  #edited = ""; #typed = new Set();
  #doubled = null; // keys that stand in more than one row, as long as none is edited
  changed = () => {}; // a cell has another value: its address
  drawn = () => {}; // what the checks say stands on the page

  constructor(form, marks) {
    this.#form = form;
    this.#marks = marks;
    this.#list = new Findings(form, marks);
    this.#tally = new Tally(form);
    this.#context = contextOf(document);
    this.#address = form.dataset.checks;
  }

  async start() {
    this.#tally.listen();
    this.#tell(this.#context.findings);
    await this.#load();
  }

  /** „Dział 2, wiersz 03, kolumna 2”. */
  place(address) {
    return this.#list.place(address);
  }

  // A field of the sheet has another text now.
  edit(field) {
    this.#edited = field.name;
    const found = valueOf(field);
    if (found !== undefined) this.#checks?.set(field.name, found);
    this.#list.typed(field);
    this.#typed.add(field.name);
    if (field.closest(".key")) {
      this.#doubled = null;
      inFrame(field, () => nameOf(field));
    }
    inFrame(this, () => this.#evaluate());
  }

  // A section was drawn anew, with a row more or less.
  redrawn(section) {
    this.#edited = "";
    this.#doubled = null;
    this.#checks?.setRows(section.id, rowsOf(section));
    this.#feed(section);
    this.#list.forget(section);
    this.#evaluate();
  }

  // From here on, what moves is newer than the answer that is on its way.
  sending() {
    this.#compute();
    this.#moved.clear();
    inFrame(this, () => this.#evaluate());
  }

  // The server's word on the checks that were touched.
  take({ digest, verdict }) {
    if (!this.#checks) return;
    if (digest !== this.#digest) {
      this.#renew();
      return;
    }
    const said = new Set(verdict.findings.map(({ key }) => key));
    const asked = new Set(verdict.checks);
    for (const [key, , [check]] of this.#checks.findings()) {
      if (asked.has(check) && !said.has(key) && !this.#moved.has(key)) this.#insisted.set(key, null);
    }
    this.tell(verdict.findings);
  }

  tell(findings) {
    this.#tell(findings.filter(({ key }) => !this.#moved.has(key)));
    inFrame(this, () => this.#evaluate());
  }

  #tell(findings) {
    const own = this.#checks && new Set(this.#checks.findings().map(([key]) => key));
    for (const told of findings) {
      const finding = { check: told.key.split(":")[0], ...told };
      this.#told.set(finding.key, finding);
      if (own && !own.has(finding.key)) this.#insisted.set(finding.key, finding);
    }
  }

  // Without a connection the page works as before and tries again when it is back.
  async #load() {
    try {
      const answer = await fetch(this.#address, BACKGROUND);
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      this.#begin(await answer.json());
    } catch {
      addEventListener("online", () => this.#load(), { once: true });
    }
    this.#draw();
  }

  #begin(form) {
    const sections = sectionsOf(this.#form);
    const rows = Object.fromEntries(sections.map((section) => [section.id, rowsOf(section)]));
    this.#checks = checksOf(form, { ...this.#context, sheets: { ...this.#context.sheets, "": { cells: {}, rows } } });
    this.#rules = form.rules;
    this.#digest = this.#form.dataset.live = form.digest;
    this.#feed(this.#form);
    this.#checks.update();
    this.#tell(this.#context.findings);
  }

  // The form has other checks than when the page was opened. What was typed stays where it is.
  async #renew() {
    const answer = await fetch(location.pathname, BACKGROUND).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const address = page.getElementById("arkusz")?.dataset.checks;
    if (!address || address === this.#address) return;
    this.#address = address;
    this.#context = contextOf(page);
    this.#told.clear();
    this.#insisted.clear();
    await this.#load();
    this.#tally.notice(this.#tally.words.renewed);
  }

  #feed(root) {
    for (const field of fieldsOf(root)) {
      const found = valueOf(field);
      if (found !== undefined) this.#checks?.set(field.name, found);
    }
  }

  #evaluate() {
    for (const address of this.#typed) this.changed(address);
    this.#typed.clear();
    this.#compute();
    this.#draw();
  }

  #compute() {
    const computed = this.#checks?.update((key) => this.#stale(key)) ?? {};
    for (const [address, found] of Object.entries(computed)) {
      this.#marks.compute(address, found);
      this.changed(address);
    }
  }

  // A value the check reads has changed: its sentence is old, its explanation void.
  #stale(key) {
    this.#moved.add(key);
    this.#insisted.delete(key);
    const told = this.#told.get(key);
    if (!told) return;
    const lapsed = told.answer ? this.#tally.words.void.replace("%s", this.#list.place(this.#edited)) : told.void;
    this.#told.set(key, { ...told, message: "", answer: "", void: lapsed });
  }

  #draw() {
    const findings = (this.#checks?.findings() ?? [])
      .filter(([key]) => this.#insisted.get(key) !== null)
      .map(([key, target, [check, , , , , severity]]) => this.#finding({ key, target, check, severity }));
    for (const found of this.#insisted.values()) if (found) findings.push(this.#finding(found));
    const checked = this.#form.dataset.verdict === "1";
    this.#tally.count(this.#list.show([...findings, ...this.#refused(), ...(this.#doubled ??= this.#repeated()), ...(checked ? this.#few() : [])], checked));
    this.drawn();
  }

  #finding(found) {
    const told = this.#told.get(found.key);
    const rule = this.#rules[found.check];
    const { answer = "", void: lapsed = "", ...rest } = told ?? {};
    return { ...rest, ...found, message: told?.message || rule?.text || "", reasons: rule?.reasons ?? [], answer, void: lapsed };
  }

  // Sections in which more rows have to be added.
  #few() {
    return sectionsOf(this.#form)
      .filter((section) => section.dataset.least && rowsOf(section).length < Number(section.dataset.least))
      .map(({ id, dataset }) => structural(`wiersze:${id}`, id, dataset.few));
  }

  // Texts that are not saved as they stand, for the server refused them or somebody has to choose.
  #refused() {
    return [...this.#form.querySelectorAll(".problem:not(p)")].map((note) => {
      const { name } = note.parentElement.querySelector("input, select");
      return { ...structural(`odmowa:${name}`, name, note.firstChild.textContent), refused: true };
    });
  }

  // A key that may stand in one row only, and stands in several.
  #repeated() {
    return sectionsOf(this.#form).filter(({ dataset }) => "unique" in dataset).flatMap((section) => {
      const keys = keysOf(section);
      const texts = keys.map((key) => key.value.trim());
      const message = this.#tally.words.repeated;
      return keys
        .filter((_key, n) => texts[n] && texts.indexOf(texts[n]) !== texts.lastIndexOf(texts[n]))
        .map(({ name }) => structural(`powtórzenie:${name}`, name, message));
    });
  }
}

// What the code of an added row means, beside it.
function nameOf(field) {
  const name = field.parentElement.querySelector(".code-name");
  if (name && field.list) name.textContent = [...field.list.options].find(({ value }) => value === field.value.trim())?.text ?? "";
}

const structural = (key, target, message) => ({ key, target, check: "", severity: "error", message, reasons: [], answer: "", void: "" });
const contextOf = (page) => JSON.parse(page.getElementById("otoczenie").content.textContent);
