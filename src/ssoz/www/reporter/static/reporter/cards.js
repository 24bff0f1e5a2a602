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
  const titles = columnTitles(table.tHead);
  for (const row of table.querySelectorAll("tbody > tr:not(.group)")) {
    for (const cell of row.cells) if (titles[cell.cellIndex]) cell.dataset.label = titles[cell.cellIndex];
  }
}

// Titles of the groups above a column and its own, read off the cells that cover it.
function columnTitles(head) {
  const covered = [];
  [...head.rows].filter((row) => !row.matches(".numbers")).forEach((row, level) => {
    let place = 0;
    for (const cell of row.cells) {
      while (covered[place]?.[level] !== undefined) place += 1;
      for (let column = place; column < place + cell.colSpan; column += 1) {
        covered[column] ??= [];
        for (let below = level; below < level + cell.rowSpan; below += 1) covered[column][below] = below === level ? cell : null;
      }
      place += cell.colSpan;
    }
  });
  return covered.map((cells) => cells.filter((cell) => cell?.matches("th:not(.corner, .symbol)")).map((cell) => cell.textContent.trim()).join(" – "));
}
