// SPDX-License-Identifier: EUPL-1.2
// What the page begins with, as presentation/page.py writes it.

/** Texts of a sheet's cells as the server had them when it drew the page, by address. */
export function baseOf(sheet) {
  const found = Object.entries(JSON.parse(sheet.elements.base?.value || "{}"));
  return Object.fromEntries(found.flatMap(([name, one]) => (typeof one === "string" ? [[name, one]] : textsOf(name, one))));
}

const textsOf = (section, { "": columns, ...rows }) => Object.entries(rows).flatMap(
  ([row, texts]) => texts.flatMap((text, n) => (text ? [[`${section}.${row}.${columns[n]}`, text]] : [])),
);
