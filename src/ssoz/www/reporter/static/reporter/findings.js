// SPDX-License-Identifier: EUPL-1.2
// The list of findings and the marks at their cells, kept true while one types. Nothing that stays is drawn anew, so an
// explanation being written is not lost.
import { sectionsOf } from "./sections.js";

const rank = ({ severity, answer }) => (answer ? 2 : Number(severity !== "error"));

export class Findings {
  #form; #marks; #words; #groups;
  #swap; // what the server has drawn stands until all is there that takes its place: the page would move under the reader
  #items = new Map(); // key → its line
  #written = new WeakMap(); // line → what stands in it
  #marked = new Map(); // address → what is shown there
  #sections = new Map(); // code → its cells: which are filled in, which may not stay blank
  #ids = 0;

  constructor(form, marks) {
    this.#form = form;
    this.#marks = marks;
    this.#words = document.getElementById("glos").dataset;
    const panel = document.getElementById("kontrole");
    const fresh = document.getElementById("wzor-wyniku").content.cloneNode(true);
    this.#groups = fresh.querySelector(".groups");
    for (const form of panel.querySelectorAll(".explain")) form.inert = true; // what is written there would be lost
    this.#swap = () => {
      for (const drawn of panel.querySelectorAll(".ready, .verdict")) drawn.remove();
      panel.prepend(fresh);
      this.#swap = null;
    };
    for (const mark of form.querySelectorAll("a.mark")) this.#marked.set(mark.previousElementSibling.id.replaceAll("-", "."), "");
  }

  /** „Dział 2, wiersz 03, kolumna 2”, read off the page. */
  place(address) {
    const cell = document.getElementById(address.replaceAll(".", "-"))?.closest("td, th, .entry");
    const section = document.getElementById(address.split(".")[0]);
    if (section && !address.includes(".")) return `${this.#words.section} ${section.dataset.symbol}`;
    if (!cell || !section) return "";
    const isEntry = cell.matches(".entry");
    const row = (isEntry ? cell : cell.parentElement).querySelector(".symbol")?.textContent.trim();
    const column = isEntry ? "" : section.querySelector(".numbers")?.cells[cell.cellIndex]?.textContent.trim();
    const name = isEntry && !row ? `„${cell.querySelector("label > :last-child").firstChild.textContent.trim()}”` : row;
    const parts = [[this.#words.section, section.dataset.symbol], [isEntry ? this.#words.field : this.#words.row, name], [this.#words.column, column]];
    return parts.filter(([, symbol]) => symbol).map((part) => part.join(" ")).join(", ");
  }

  // A field has another text: looked at alone, so that a key costs the same on a large form.
  typed(field) {
    const own = this.#sections.get(field.name.split(".")[0]);
    if (!own) return;
    if (field.value.trim()) own.filled.add(field.name);
    else own.filled.delete(field.name);
    if (field.ariaRequired) own.blanks = own.required.filter(({ name }) => !own.filled.has(name));
  }

  // The cells of a section were drawn anew, without their marks.
  forget(section) {
    this.#sections.delete(section.id);
    this.#written = new WeakMap(); // rows have other numbers
    for (const address of this.#marked.keys()) if (address.startsWith(`${section.id}.`)) this.#marked.delete(address);
  }

  /** Shows them; blank cells that have to be filled in are listed once the report was verified. */
  show(findings, checked) {
    const found = bySection(findings);
    const groups = sectionsOf(this.#form).map((section) => {
      const { blanks, filled, expected } = this.#cells(section);
      const own = found.get(section.id) ?? [];
      const refused = own.filter((one) => one.refused && filled.has(one.target));
      return { section, blanks, filled: filled.size - refused.length, expected, findings: own.sort((a, b) => rank(a) - rank(b)) };
    });
    const listed = groups.filter((group) => group.findings.length || (checked && group.blanks.length));
    settle(this.#groups, listed.flatMap((group) => this.#group(group, checked)));
    const keys = new Set(findings.map(({ key }) => key));
    for (const key of this.#items.keys()) if (!keys.has(key)) this.#items.delete(key);
    this.#mark(findings, checked ? groups.flatMap(({ blanks }) => blanks) : []);
    this.#swap?.();
    return groups;
  }

  #cells(section) {
    let own = this.#sections.get(section.id);
    if (!own) {
      const fields = [...section.querySelectorAll("[name*='.']")];
      const required = fields.filter((field) => field.ariaRequired);
      const filled = new Set(fields.filter((field) => field.value.trim()).map(({ name }) => name));
      own = { expected: fields.length, filled, required, blanks: required.filter(({ name }) => !filled.has(name)) };
      this.#sections.set(section.id, own);
    }
    return own;
  }

  #group({ section, findings, blanks }, checked) {
    const known = this.#groups.querySelector(`ul[data-section="${section.id}"]`);
    const list = known ?? Object.assign(document.createElement("ul"), { className: "findings" });
    const title = known?.previousElementSibling ?? document.createElement("h3");
    if (!known) {
      list.dataset.section = section.id;
      title.append(Object.assign(document.createElement("a"), { href: `#${section.id}`, textContent: section.querySelector("h2").textContent.trim() }));
    }
    const lines = findings.map((finding) => this.#line(finding));
    settle(list, checked && blanks.length ? [this.#blanks(list, blanks), ...lines] : lines);
    return [title, list];
  }

  #blanks(list, fields) {
    const line = list.querySelector(".blanks") ?? copy("wzor-brakow");
    const links = line.querySelector(".missing");
    const shown = fields.map(({ id }) => id).join(" ");
    if (links.dataset.shown === shown) return line;
    links.dataset.shown = shown;
    links.replaceChildren(...fields.flatMap((field) => {
      const place = this.place(field.name).split(", ").slice(1).join(", ");
      return [Object.assign(document.createElement("a"), { className: "to-cell", href: `#${field.id}`, textContent: `${place}\u00a0→`, id: `${field.id}-b` }), " "];
    }));
    return line;
  }

  #line(finding) {
    const line = this.#items.get(finding.key) ?? this.#fresh(finding);
    const { severity, target, place, message, answer, void: lapsed } = finding;
    const told = [severity, target, place, message, answer, lapsed].join("|");
    if (this.#written.get(line) === told) return line;
    this.#written.set(line, told);
    this.#items.set(finding.key, line);
    line.dataset.severity = finding.answer ? "explained" : finding.severity;
    const link = line.querySelector(".to-cell");
    link.setAttribute("href", `#${finding.target.replaceAll(".", "-")}`);
    write(link.querySelector(".place"), finding.place || this.place(finding.target));
    write(line.querySelector(".told"), finding.message);
    for (const part of ["answer", "void"]) line.querySelector(`.${part}`).hidden = !finding[part];
    write(line.querySelector(".answer span"), finding.answer);
    write(line.querySelector(".void"), finding.void);
    const summary = line.querySelector(".explain summary");
    if (summary) write(summary, finding.answer || finding.void ? this.#words.change : this.#words.explain);
    return line;
  }

  #fresh({ key, check, severity, reasons, code, text }) {
    const line = copy("wzor-uwagi");
    line.id = `uwaga-${(this.#ids += 1)}`;
    line.dataset.key = key;
    if (check) line.querySelector(".told").title = `${this.#words.check} ${check}`;
    const explain = line.querySelector(".explain");
    if (severity === "error") explain.remove();
    else fill(explain, { key, id: line.id, reasons, code, text });
    return line;
  }

  #mark(findings, blanks) {
    const cells = new Map(blanks.map((field) => [field.name, { severity: "error", ids: [`${field.id}-b`], message: "" }]));
    for (const finding of findings.filter(({ target }) => target.includes("."))) {
      const { id, dataset: { severity } } = this.#items.get(finding.key) ?? this.#line(finding);
      const cell = cells.get(finding.target) ?? { severity: "explained", ids: [], message: finding.message };
      if (severity === "error" || (severity === "warning" && cell.severity === "explained")) Object.assign(cell, { severity, message: finding.message });
      cells.set(finding.target, { ...cell, ids: [...cell.ids, id] });
    }
    for (const address of this.#marked.keys()) if (!cells.has(address)) {
      this.#marks.unmark(address);
      this.#marked.delete(address);
    }
    for (const [address, { severity, ids, message }] of cells) {
      const shown = [severity, message, ...ids].join("|");
      if (this.#marked.get(address) === shown) continue;
      this.#marked.set(address, shown);
      this.#marks.mark(address, { severity, described: ids.join(" "), href: `#${ids[0]}`, label: this.#words[severity], message });
    }
  }
}

function bySection(findings) {
  const found = new Map();
  for (const finding of findings) {
    const [section] = finding.target.split(".", 1);
    if (!found.has(section)) found.set(section, []);
    found.get(section).push(finding);
  }
  return found;
}

const copy = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const write = (place, text) => { if (place.textContent !== text) place.textContent = text; };

// The form in which a warning is explained, with what was said before.
function fill(explain, { key, id, reasons, code, text }) {
  const { kod, tekst, klucz } = explain.querySelector("form").elements;
  explain.id = `${id}-w`;
  klucz.value = key;
  for (const [name, field] of [["kod", kod], ["tekst", tekst]]) {
    field.id = `${id}-${name}`;
    field.previousElementSibling.htmlFor = field.id;
  }
  for (const [value, label] of reasons) kod.append(new Option(label, value));
  kod.value = code ?? "";
  tekst.value = text ?? "";
  if (!reasons.length) kod.closest(".field").remove();
}

// Puts nodes into a place in this order; what stands there already is not moved.
function settle(place, nodes) {
  const wanted = new Set(nodes);
  for (const node of [...place.children]) if (!wanted.has(node)) node.remove();
  nodes.forEach((node, n) => { if (place.children[n] !== node) place.insertBefore(node, place.children[n] ?? null); });
}
