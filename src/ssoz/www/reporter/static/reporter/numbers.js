// SPDX-License-Identifier: EUPL-1.2
// What people type and see, as the checks count it: whole numbers scaled by the cell's decimal places, days, codes.
// The server reads every text again; what is not certain here is left to it.

const SPACES = /[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g;
const MINUS = /^[\u2010-\u2015\u2212\ufe63\uff0d]/;
const APOSTROPHES = /(?<=\d)['\u2019](?=\d{3}(?!\d))/g;
const MONEY = / ?(?:zł|zl|pln)\.?$/i;
const NUMBER = /^([+-]?)(\d+|\d{1,3}(?: \d{3})+)(?:,(\d+))?$/;
const DOTTED = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const AMBIGUOUS = /^[+-]?\d{1,3}\.\d{3}$/;
const MOST_DIGITS = 12;
const LONGEST = 60;

/** The value of a text; null where it is blank, undefined where it cannot be read. */
export function parse(text, kind, scale = 0) {
  const typed = text.trim();
  if (!typed.replace(INVISIBLE, "").trim()) return null;
  if (kind === "date") return day(typed);
  if (kind === "bool") return { tak: 1, nie: 0 }[typed.toLowerCase()];
  return kind === "text" || kind === "code" ? typed : number(typed, kind, scale);
}

/** A scaled integer as people in Poland write it: 1 234,50. */
export function format(value, scale = 0) {
  if (value === null) return "";
  const digits = String(value).replace("-", "").padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(?:\d{3})+$)/g, "\u00a0");
  return `${value < 0 ? "-" : ""}${whole}${scale ? `,${digits.slice(-scale)}` : ""}`;
}

// As engine.answers.numbers reads it: thousands parted by spaces, apostrophes or dots, an amount with its currency.
function number(typed, kind, scale) {
  const found = NUMBER.exec(plain(typed, kind));
  const rest = (found?.[3] ?? "").replace(/0+$/, "");
  if (!found || rest.length > scale) return undefined;
  const whole = found[2].replaceAll(" ", "").replace(/^0+/, "");
  if (whole.length > MOST_DIGITS) return undefined;
  const exact = BigInt(whole + rest.padEnd(scale, "0")) * (found[1] === "-" ? -1n : 1n);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : [String(exact)];
}

// One kind of space, one minus, the comma before decimals; empty where a dot may mean two things.
function plain(typed, kind) {
  let text = typed.replace(INVISIBLE, "").replace(SPACES, " ").trim().replace(MINUS, "-").replace(APOSTROPHES, " ");
  if (kind === "money") text = text.replace(MONEY, "");
  if (text.length > LONGEST || AMBIGUOUS.test(text)) return "";
  if (DOTTED.test(text)) return text.replaceAll(".", "");
  return text.split(".").length === 2 && !text.includes(",") ? text.replace(".", ",") : text;
}

function day(typed) {
  const polish = /^(\d{1,2})[.-](\d{1,2})[.-](\d{4})$/.exec(typed);
  const text = polish ? `${polish[3]}-${polish[2].padStart(2, "0")}-${polish[1].padStart(2, "0")}` : typed;
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  const real = time === time && new Date(time).toISOString().startsWith(text);
  return real ? time / 864e5 + 719163 : undefined;
}
