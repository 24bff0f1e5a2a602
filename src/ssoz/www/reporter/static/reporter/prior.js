// SPDX-License-Identifier: EUPL-1.2
// Values of a period ago below the cells, with the change, kept true while one types. Fetched when somebody asks; the
// wish is kept for the pages that follow, which then come with them.
import { parse } from "./numbers.js";

const LARGE = 50; // percent, as the server has it
const COUNTED = "input.int, input.dec, input.money, output";
const WEEKS = 60 * 60 * 24 * 90;

export class Prior {
  #form; #link; #values = {}; #period = ""; #shown; #known = null;

  constructor(form, link) {
    this.#form = form;
    this.#link = link;
    const drawn = form.querySelectorAll("small.prior");
    this.#shown = drawn.length > 0 || link.search.endsWith("=0");
    if (drawn.length) this.#known = Promise.resolve(read(drawn));
  }

  async load() {
    this.#known ??= fetch(this.#link.dataset.url, { headers: { Accept: "application/json", "X-Background": "1" } }).then((answer) => {
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return answer.json();
    });
    try {
      ({ values: this.#values, period: this.#period } = await this.#known);
    } catch (failure) {
      this.#known = null;
      throw failure;
    }
    return Object.keys(this.#values).length;
  }

  async toggle() {
    if (!this.#shown) await this.load();
    this.#shown = !this.#shown;
    document.cookie = `ssoz_poprzedni=${Number(this.#shown)}; path=/; max-age=${WEEKS}; samesite=lax`;
    const { textContent, dataset } = this.#link;
    this.#link.textContent = dataset.other;
    dataset.other = textContent;
    this.draw(this.#form);
  }

  get isShown() {
    return this.#shown;
  }

  get isEmpty() {
    return !Object.keys(this.#values).length;
  }

  /** Of a page, or of a section that was drawn anew. */
  draw(root) {
    for (const line of root.querySelectorAll("small.prior")) line.remove();
    if (this.#shown) for (const address of Object.keys(this.#values)) this.update(address, root);
  }

  /** A cell has another value. */
  update(address, root = this.#form) {
    const [text, before] = this.#values[address] ?? [];
    const cell = this.#shown && text !== undefined && document.getElementById(address.replaceAll(".", "-"));
    if (!cell || !root.contains(cell) || cell.closest(".key")) return;
    const box = cell.parentElement;
    let line = box.querySelector("small.prior");
    if (!line) {
      line = Object.assign(document.createElement("small"), { className: "prior" });
      box.append(line);
    }
    const [words, isLarge] = change(cell, before);
    const known = line.querySelector("b");
    if (line.childNodes.length && (known?.textContent ?? "") === words) return;
    if (known && words) {
      known.className = isLarge ? "large" : "";
      known.textContent = words;
      return;
    }
    const period = Object.assign(document.createElement("span"), { className: "ds-sr-only", textContent: `${this.#period}: ` });
    const told = Object.assign(document.createElement("b"), { textContent: words, className: isLarge ? "large" : "" });
    line.replaceChildren(period, text, ...(words ? [" ", told] : []));
  }

  /** For the line about the cell: „rok 2024: 52 (+7,7%)”. */
  told(address) {
    const [text, before] = this.#values[address] ?? [];
    const cell = text !== undefined && document.getElementById(address.replaceAll(".", "-"));
    if (!cell || cell.closest(".key")) return "";
    const [words] = change(cell, before);
    return `${this.#period}: ${text}${words ? ` (${words})` : ""}`;
  }
}

// What the server has drawn need not be fetched: „rok 2024: 52 +7,7%”.
function read(drawn) {
  const values = {};
  for (const line of drawn) {
    const cell = line.parentElement.querySelector("input, select, output, span[id]");
    const text = line.childNodes[1].textContent.trim();
    const before = cell.matches(COUNTED) ? parse(text, "dec", Number(cell.dataset.scale ?? 0)) : text;
    values[cell.name ?? cell.id.replaceAll("-", ".")] = [text, before];
  }
  return { values, period: drawn[0].firstChild.textContent.replace(/: $/, "") };
}

// As presentation/prior.py writes it.
export function change(cell, before) {
  if (!cell.matches(COUNTED) || typeof before !== "number") return ["", false];
  const found = parse(cell.value ?? cell.textContent, "dec", Number(cell.dataset.scale ?? 0));
  if (found === null || found === undefined) return ["", false];
  const now = Number(found);
  if (now === before || !before) return [now === before ? "=" : "", false];
  const percent = ((now - before) / Math.abs(before)) * 100;
  const size = Math.abs(percent);
  const text = `${percent < 0 ? "\u2212" : "+"}${size.toFixed(size >= 100 ? 0 : 1)}%`;
  return [document.documentElement.lang === "en" ? text : text.replace(".", ","), size >= LARGE];
}
