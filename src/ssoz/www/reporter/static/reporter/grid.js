// SPDX-License-Identifier: EUPL-1.2
// A table as a spreadsheet sees it: rows and columns of places, each with a field or without (closed, computed).
// Headings above rows, numbers of rows and buttons are no places; the key of an added row is.

const PLACES = "td:not(.symbol, .remove)";
const known = new WeakMap();

export class Grid {
  #at = new Map(); // place → its row and column

  constructor(table) {
    const wanted = table.querySelector("tbody .key") ? `tbody th, ${PLACES}` : PLACES;
    this.table = table;
    this.rows = [...table.querySelectorAll("tbody > tr:not(.group)")].map((row) => [...row.cells].filter((cell) => cell.matches(wanted)));
    this.rows.forEach((places, row) => places.forEach((place, column) => this.#at.set(place, { row, column })));
  }

  get height() {
    return this.rows.length;
  }

  get width() {
    return this.rows[0]?.length ?? 0;
  }

  find(node) {
    return this.#at.get(node.closest("td, th"));
  }

  place({ row, column }) {
    return this.rows[row]?.[column];
  }

  field(at) {
    return fieldOf(this.place(at));
  }

  /** The next field `down` or `right`; what cannot be filled in is passed over. */
  next({ row, column }, down, right) {
    let at = { row, column };
    do at = { row: at.row + down, column: at.column + right };
    while (this.place(at) && !this.field(at));
    return this.field(at);
  }

  /** The last field that way. */
  last(at, down, right) {
    let found = null;
    for (let next = this.next(at, down, right); next; next = this.next(this.find(next), down, right)) found = next;
    return found;
  }

  within({ row, column }) {
    return { row: Math.max(0, Math.min(row, this.height - 1)), column: Math.max(0, Math.min(column, this.width - 1)) };
  }
}

export const fieldOf = (place) => place?.querySelector("input, select, textarea") ?? null;

/** The grid a node stands in; a section that is drawn anew brings a new one. */
export function gridOf(node) {
  const table = node.closest("table.cells");
  if (!table) return null;
  if (!known.has(table)) known.set(table, new Grid(table));
  return known.get(table);
}

/** What stands in a place, for people: the name of a chosen code is not its value. */
export function textOf(place) {
  const field = fieldOf(place);
  if (field) return field.value.trim();
  return place.matches(".closed") ? "" : (place.querySelector("output") ?? place).textContent.trim();
}
