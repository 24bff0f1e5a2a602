// SPDX-License-Identifier: EUPL-1.2
// A block copied from Excel or LibreOffice goes into the cells from the one it is pasted into, down and to the right.
// Where rows can be added, as many are added as the block needs.
import { rowsAround } from "./keyboard.js";

export function pasteBlocks(form, saver, rows) {
  form.addEventListener("paste", async (event) => {
    const first = event.target.closest("td > input, td > select, .key input, .key select");
    const block = read(event.clipboardData.getData("text/plain"));
    if (!first || (block.length === 1 && block[0].length === 1)) return;
    event.preventDefault();
    const place = first.id;
    const short = block.length - rowsFrom(first.closest("tr")).length;
    if (short > 0) await rows.extend(first.closest("details.section"), short);
    fill(document.getElementById(place), block, saver);
  });
}

// Rows end with a line break, values with a tab; the last line break ends the block and begins no row.
export function read(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

function rowsFrom(row) {
  const rows = rowsAround(row);
  return rows.slice(rows.indexOf(row));
}

// What can be filled in, in the order of the columns; a closed or computed cell takes its value and drops it.
function slots(row) {
  const cells = [...row.cells].filter((cell) => cell.matches(".key, td:not(.symbol, .remove)"));
  return cells.map((cell) => cell.querySelector("input, select"));
}

function fill(first, block, saver) {
  const corner = slots(first.closest("tr")).indexOf(first);
  rowsFrom(first.closest("tr")).slice(0, block.length).forEach((row, number) => {
    const fields = slots(row).slice(corner);
    block[number].forEach((text, place) => {
      if (!fields[place] || !put(fields[place], text.trim())) return;
      saver.touch(fields[place], 100);
    });
  });
}

function put(field, text) {
  if (field.tagName !== "SELECT") field.value = text;
  else {
    const lower = text.toLowerCase();
    const choice = [...field.options].find(({ value, text: name }) => [value, name].some((word) => word.toLowerCase() === lower));
    if (!choice) return false;
    field.value = choice.value;
  }
  return true;
}
