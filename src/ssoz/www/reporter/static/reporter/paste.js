// SPDX-License-Identifier: EUPL-1.2
// A block copied from Excel or LibreOffice goes into the cells from the one it is pasted into, down and to the right.

export function pasteBlocks(form, saver) {
  form.addEventListener("paste", (event) => {
    const first = event.target.closest("td > input, td > select");
    const block = read(event.clipboardData.getData("text/plain"));
    if (!first || (block.length === 1 && block[0].length === 1)) return;
    event.preventDefault();
    const left = fill(first.closest("td"), block, (cell, text) => {
      put(cell, text);
      saver.touch(cell, 100);
    });
    form.dispatchEvent(new CustomEvent("sheet:pasted", { detail: { left } }));
  });
}

// Rows end with a line break, values with a tab; the last line break ends the block and begins no row.
export function read(text) {
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

// Returns how many filled values found no cell: they lie outside the table, or on a cell that is closed or computed.
function fill(corner, block, write) {
  let left = 0;
  let row = corner.parentElement;
  for (const values of block) {
    values.forEach((text, place) => {
      const cell = row?.cells[corner.cellIndex + place]?.querySelector("input, select");
      if (cell && !cell.closest("th, .remove")) write(cell, text.trim());
      else if (text.trim()) left += 1;
    });
    row = row?.nextElementSibling;
  }
  return left;
}

function put(cell, text) {
  if (cell.tagName === "SELECT") {
    const choice = [...cell.options].find((option) => [option.value, option.text].some((name) => name.toLowerCase() === text.toLowerCase()));
    if (!choice) return;
    cell.value = choice.value;
  } else cell.value = text;
}
