// SPDX-License-Identifier: EUPL-1.2
// What is typed stays when the language changes: in this tab, from one page to the next. Without this file it is typed anew.
const PLACE = "ueoz-typed";
const fields = [...document.querySelectorAll("main form[method=post] input:not([type=hidden], [type=password])")];
const typed = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
sessionStorage.removeItem(PLACE);

const isBox = (field) => field.type === "checkbox";

function put(field, now) {
  if (isBox(field)) field.checked = now;
  else field.value = now;
  const fold = field.closest("details");
  if (fold && now) fold.open = true;
}

if (typed.length === fields.length && typed.every(([name], n) => fields[n].name === name)) {
  typed.forEach(([, now], n) => put(fields[n], now));
}

document.querySelector("form.language")?.addEventListener("submit", () => {
  const now = fields.map((field) => [field.name, isBox(field) ? field.checked : field.value]);
  sessionStorage.setItem(PLACE, JSON.stringify(now));
});
