// SPDX-License-Identifier: EUPL-1.2
// On a narrow screen a row of a wide table becomes a card; each value then carries its column's heading. The headings
// are written into the cells only there: on a big screen the page stays light.

const narrow = matchMedia("(max-width: 40rem)");

export function labelCards(root) {
  const label = () => {
    if (narrow.matches) for (const table of root.querySelectorAll("table.wide:not([data-labelled])")) labelTable(table);
  };
  label();
  narrow.addEventListener("change", label);
}

function labelTable(table) {
  table.dataset.labelled = "";
  for (const cell of table.tBodies[0].querySelectorAll("td:not(.symbol, .remove)")) {
    const control = cell.querySelector("[aria-labelledby]");
    const ids = control?.getAttribute("aria-labelledby").split(" ").slice(1) ?? [];
    cell.dataset.label = ids.map((id) => document.getElementById(id)?.textContent.trim()).join(" – ") || headingOver(cell);
  }
}

// Computed and closed cells name no headings: the number in the line above the body tells the column.
function headingOver(cell) {
  const table = cell.closest("table");
  const first = [...table.tBodies[0].querySelectorAll("[aria-labelledby]")].find((control) => control.parentElement.cellIndex === cell.cellIndex);
  const id = first?.getAttribute("aria-labelledby").split(" ").at(-1);
  return id ? document.getElementById(id).textContent.trim() : table.querySelector(".numbers")?.cells[cell.cellIndex]?.textContent ?? "";
}
