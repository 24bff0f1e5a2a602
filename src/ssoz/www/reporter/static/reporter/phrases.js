// SPDX-License-Identifier: EUPL-1.2
// Small words of the page: counted nouns, numbers as people write them.

const LANGUAGE = document.documentElement.lang || "pl";

/** 1 błąd, 2 błędy, 5 błędów; English has the last two alike. `forms`: „błąd|błędy|błędów”. */
export function counted(number, forms) {
  const [one, few, many] = forms.split("|");
  const small = number % 10 >= 2 && number % 10 <= 4 && !(number % 100 >= 12 && number % 100 <= 14);
  return `${written(number)}\u00a0${number === 1 ? one : small ? few : many ?? few}`;
}

export const written = (number, options = {}) => number.toLocaleString(LANGUAGE, { useGrouping: "always", ...options });
