// SPDX-License-Identifier: EUPL-1.2
// What people type and see, as the checks count it: whole numbers scaled by the cell's decimal places, days, codes.
// The server reads every text again; what is not certain here is left to it.

const NUMBER = /^-?(?:\d+|\d{1,3}(?: \d{3})+)(?:,(\d+))?$/;
const DOTTED = /^-?\d{1,3}(?:\.\d{3})+$/;
const MOST_DIGITS = 12;

/** The value of a text; null where it is blank, undefined where it cannot be read. */
export function parse(text, kind, scale = 0) {
  const typed = text.trim();
  if (!typed) return null;
  if (kind === "date") return day(typed);
  if (kind === "bool") return { tak: 1, nie: 0 }[typed.toLowerCase()];
  return kind === "text" || kind === "code" ? typed : number(typed, scale);
}

/** A scaled integer as people in Poland write it: 1 234,50. */
export function format(value, scale = 0) {
  if (value === null) return "";
  const digits = String(value).replace("-", "").padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(?:\d{3})+$)/g, "\u00a0");
  return `${value < 0 ? "-" : ""}${whole}${scale ? `,${digits.slice(-scale)}` : ""}`;
}

function number(typed, scale) {
  let text = typed.replace(/[ \u00a0\u2009\u202f]/g, " ").replace("\u2212", "-");
  if (DOTTED.test(text)) return undefined;
  if (text.split(".").length === 2 && !text.includes(",")) text = text.replace(".", ",");
  const found = NUMBER.exec(text);
  const rest = (found?.[1] ?? "").replace(/0+$/, "");
  if (!found || rest.length > scale) return undefined;
  const whole = text.split(",")[0].replaceAll(" ", "");
  if (whole.replace(/^-?0*/, "").length > MOST_DIGITS) return undefined;
  const exact = BigInt(whole.replace("-", "") + rest.padEnd(scale, "0")) * (whole.startsWith("-") ? -1n : 1n);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : [String(exact)];
}

function day(typed) {
  const polish = /^(\d{1,2})[.-](\d{1,2})[.-](\d{4})$/.exec(typed);
  const text = polish ? `${polish[3]}-${polish[2].padStart(2, "0")}-${polish[1].padStart(2, "0")}` : typed;
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  const real = time === time && new Date(time).toISOString().startsWith(text);
  return real ? time / 864e5 + 719163 : undefined;
}
