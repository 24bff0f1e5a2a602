// SPDX-License-Identifier: EUPL-1.2
// The block of places that is selected: from the cell in hand to the other corner. The cell in hand keeps the focus;
// what is selected is told aloud and, with its sum, in the line about the cell.
import { fieldOf, gridOf } from "./grid.js";
import { parse } from "./numbers.js";

const QUIET = 400;

export class Block {
  #grid = null; #home = null; #corner = null; #head = null; #painted = new Set(); #timer = 0; #voice; #told;

  /** `told(facts)` is shown what is selected; null where it is one cell. */
  constructor(voice, told) {
    this.#voice = voice;
    this.#told = told;
  }

  get isWide() {
    return Boolean(this.#head) && (this.#head.row !== this.#corner.row || this.#head.column !== this.#corner.column);
  }

  get grid() {
    return this.#grid;
  }

  get head() {
    return this.#head;
  }

  /** Begins in the cell that has the focus. */
  begin(field) {
    const grid = gridOf(field);
    if (this.isWide) this.#clear();
    this.#grid = grid;
    this.#home = this.#corner = this.#head = grid?.find(field) ?? null;
  }

  collapse() {
    if (!this.isWide) return false;
    this.#clear();
    this.#corner = this.#head = this.#home;
    return true;
  }

  extend(at) {
    if (!this.#corner) return;
    this.#head = this.#grid.within(at);
    this.#paint();
    this.#grid.place(this.#head).scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#tell();
  }

  /** From a corner to the one across, as the keys for a row, a column and everything want it. */
  span(from, to) {
    this.#corner = this.#grid.within(from);
    this.extend(to);
  }

  get bounds() {
    const [rows, columns] = [[this.#corner.row, this.#head.row], [this.#corner.column, this.#head.column]];
    return { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...columns), right: Math.max(...columns) };
  }

  /** Places by row. */
  get places() {
    const { top, bottom, left, right } = this.bounds;
    return this.#grid.rows.slice(top, bottom + 1).map((row) => row.slice(left, right + 1));
  }

  get fields() {
    return this.places.flat().map(fieldOf).filter(Boolean);
  }

  #clear() {
    for (const place of this.#painted) place.classList.remove("picked");
    this.#painted.clear();
    this.#told(null);
  }

  #paint() {
    const wanted = new Set(this.isWide ? this.places.flat() : []);
    for (const place of this.#painted) if (!wanted.has(place)) place.classList.remove("picked");
    for (const place of wanted) place.classList.add("picked");
    this.#painted = wanted;
  }

  #tell() {
    const facts = this.isWide ? factsOf(this.places) : null;
    this.#told(facts);
    clearTimeout(this.#timer);
    if (facts) this.#timer = setTimeout(() => this.#voice(facts), QUIET);
  }
}

/** How many fields and rows, the sum and mean of the numbers in them. */
function factsOf(places) {
  const numbers = places.flat().map(numberOf).filter((value) => value !== null);
  const sum = numbers.reduce((all, value) => all + value, 0);
  const round = (value) => Math.round(value * 1e4) / 1e4;
  return { rows: places.length, columns: places[0]?.length ?? 0, count: numbers.length, sum: round(sum), mean: numbers.length ? round(sum / numbers.length) : 0 };
}

function numberOf(place) {
  const shown = place.querySelector("input.int, input.dec, input.money, output");
  if (!shown) return null;
  const scale = Number(shown.dataset.scale ?? 0);
  const value = parse(shown.value ?? shown.textContent, "dec", scale);
  return value === null || value === undefined ? null : Number(value) / 10 ** scale;
}
