// SPDX-License-Identifier: EUPL-1.2
// Small words of the page: counted nouns, numbers as people write them.

const LANGUAGE = document.documentElement.lang || "pl";
const writers = []; // by the most digits after the comma

/** 1 błąd, 2 błędy, 5 błędów; English has the last two alike. `forms`: „błąd|błędy|błędów”. */
export function counted(number, forms) {
  const [one, few, many] = forms.split("|");
  const small = number % 10 >= 2 && number % 10 <= 4 && !(number % 100 >= 12 && number % 100 <= 14);
  return `${written(number)}\u00a0${number === 1 ? one : small ? few : many ?? few}`;
}

/** „1 234”; what knows how a language writes numbers is made once: on a key it would cost as much as all checks. */
export const written = (number, digits = 0) => (writers[digits] ??= new Intl.NumberFormat(LANGUAGE, { useGrouping: "always", maximumFractionDigits: digits })).format(number);
