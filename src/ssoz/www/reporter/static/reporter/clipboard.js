// SPDX-License-Identifier: EUPL-1.2
// Blocks go to and from Excel and LibreOffice: rows end with a line break, values with a tab. Where rows can be added,
// a pasted block brings the rows it needs along.
import { fieldOf, gridOf, textOf } from "./grid.js";

const ENGLISH = /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/; // 1,234.50 means one thing
const NUMERIC = "input.int, input.dec, input.money, output";

export function useClipboard(form, { block, deeds, rows, cursor, tell }) {
  const isCell = ({ target }) => target.closest?.(".cells td, .cells th.key") && target.matches("input, select");
  const copied = (event) => {
    if (!isCell(event) || (!block.isWide && cursor.isEditing)) return false;
    event.preventDefault();
    event.clipboardData.setData("text/plain", write(block.places.map((row) => row.map(plain))));
    return true;
  };
  form.addEventListener("copy", copied);
  form.addEventListener("cut", (event) => {
    if (copied(event)) tell("cleared", deeds.write(block.fields.map((field) => [field, ""])));
  });
  form.addEventListener("paste", async (event) => {
    const text = event.clipboardData.getData("text/plain");
    const values = read(text);
    const single = values.length === 1 && values[0].length === 1 && !values[0][0].includes("\n");
    if (!isCell(event) || (single && !block.isWide && (cursor.isEditing || !event.target.matches("select")))) return;
    event.preventDefault();
    const first = await room(form, rows, block, values);
    lay(first, values, { block, deeds, tell });
  });
}

/** Rows of values; a value with a tab, a line break or a quote in it stands in quotes. */
export function read(text) {
  const rows = [[]];
  for (const [, quoted, bare, end] of text.replace(/\r\n?/g, "\n").replace(/\n$/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/g)) {
    rows.at(-1).push((quoted?.replaceAll('""', '"') ?? bare).trim());
    if (end === "\n") rows.push([]);
    if (end === "") break;
  }
  return rows;
}

export function write(values) {
  const quoted = (text) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return values.map((row) => row.map(quoted).join("\t")).join("\r\n");
}

// Numbers without the spaces that part thousands: a spreadsheet would take them for texts.
function plain(place) {
  const text = textOf(place);
  return place.querySelector(NUMERIC) ? text.replace(/[\s\u00a0]/g, "") : text;
}

// Where the block goes, with as many rows below as it needs.
async function room(form, rows, block, values) {
  const { top, left } = block.bounds;
  const { table } = block.grid;
  const { id } = table.closest("details.section");
  const short = values.length - (block.grid.height - top);
  if (short > 0) await rows.extend(document.getElementById(id), short);
  const grid = gridOf(document.getElementById(id).querySelector("table.cells"));
  const field = grid.field({ row: top, column: left });
  if (grid !== block.grid) field?.focus(); // the section was drawn anew
  return { grid, top, left };
}

const widthOf = (values) => Math.max(...values.map((row) => row.length));

// One value fills all that is selected, a block is repeated where it fits a whole number of times. Where a line is
// shorter than others, cells stay as they are.
function lay({ grid, top, left }, values, { block, deeds, tell }) {
  const { height, width } = extent(block, values);
  const wide = widthOf(values);
  const changes = [];
  let lost = 0;
  for (let row = 0; row < height; row += 1) for (let column = 0; column < width; column += 1) {
    const text = values[row % values.length][column % wide];
    if (text === undefined) continue;
    const field = grid.field({ row: top + row, column: left + column });
    const meant = field && fitting(field, text);
    if (meant !== null && meant !== undefined) changes.push([field, meant]);
    else if (text) lost += 1;
  }
  deeds.write(changes);
  block.span({ row: top, column: left }, { row: top + height - 1, column: left + width - 1 });
  tell("pasted", changes.length, lost);
}

function extent(block, values) {
  const { top, bottom, left, right } = block.bounds;
  const [height, width] = [bottom - top + 1, right - left + 1];
  const wide = widthOf(values);
  const isEven = values.every((row) => row.length === wide);
  const whole = block.isWide && isEven && height % values.length === 0 && width % wide === 0;
  return whole ? { height, width } : { height: values.length, width: wide };
}

// Two lines of a cell stay two: a field would make one number of them.
/** The text as the field takes it; null where it does not. */
export function fitting(field, text) {
  if (field.matches(".text")) return text.replaceAll("\n", " ");
  if (field.tagName !== "SELECT") return ENGLISH.test(text) ? text.replaceAll(",", "").replace(".", ",") : text.replaceAll("\n", "↵");
  const lower = text.toLowerCase();
  const found = [...field.options].find(({ value, text: name }) => [value, name].some((word) => word.toLowerCase() === lower));
  return found ? found.value : null;
}
