// SPDX-License-Identifier: EUPL-1.2
// Arrows and Enter move between cells as in a spreadsheet; Esc gives back the text from before.

export function moveWithKeys(form) {
  form.addEventListener("keydown", (event) => {
    const entry = event.target.closest(".entry :is(input, select)");
    if (entry) return between(event, entry);
    const cell = event.target.closest("td > input, td > select, th > input");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape") return restore(cell);
    const step = stepOf(event, cell);
    if (!step) return;
    const next = neighbour(cell, ...step);
    if (event.key === "Enter" || next) event.preventDefault();
    next?.focus();
  });
}

export function keepFocusUseful(form) {
  form.addEventListener("focusin", ({ target }) => {
    if (!target.matches("td > input, th > input, .entry input")) return;
    target.dataset.before = target.value;
    target.select();
  });
}

// The field in the same column `down` rows on, or `right` columns on; cells that cannot be filled in are passed over.
export function neighbour(cell, down, right) {
  let place = cell.closest("td, th");
  do place = down ? vertical(place, down) : horizontal(place, right);
  while (place && !field(place));
  return place && field(place);
}

// Rows of a table that hold cells; headings above them do not.
export function rowsAround(place) {
  return [...place.closest("table").querySelectorAll("tbody > tr:not(.group)")];
}

export function field(place) {
  return place.querySelector("input, select");
}

// Questions of a record stand under each other: Enter goes on to the next one.
function between(event, entry) {
  if (event.key === "Escape") return restore(entry);
  if (event.key !== "Enter" || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  event.preventDefault();
  const fields = [...entry.form.querySelectorAll(".entry :is(input, select)")];
  fields[fields.indexOf(entry) + (event.shiftKey ? -1 : 1)]?.focus();
}

function restore(cell) {
  if (cell.dataset.before === undefined || cell.value === cell.dataset.before) return;
  cell.value = cell.dataset.before;
  cell.dispatchEvent(new Event("input", { bubbles: true }));
}

function stepOf({ key, shiftKey }, cell) {
  if (key === "Enter") return [shiftKey ? -1 : 1, 0];
  if (shiftKey || cell.matches("select, [list]")) return null; // there the arrows choose from the list
  if (key === "ArrowDown") return [1, 0];
  if (key === "ArrowUp") return [-1, 0];
  if (key === "ArrowLeft" && atStart(cell)) return [0, -1];
  if (key === "ArrowRight" && atEnd(cell)) return [0, 1];
  return null;
}

const allSelected = (cell) => cell.selectionEnd - cell.selectionStart === cell.value.length;
const atStart = (cell) => allSelected(cell) || cell.selectionEnd === 0;
const atEnd = (cell) => allSelected(cell) || cell.selectionStart === cell.value.length;

function vertical(place, down) {
  const rows = rowsAround(place);
  return rows[rows.indexOf(place.parentElement) + down]?.cells[place.cellIndex];
}

function horizontal(place, right) {
  return right > 0 ? place.nextElementSibling : place.previousElementSibling;
}
