// SPDX-License-Identifier: EUPL-1.2
// Shows a question once the answers before lead to it. Without this file all are shown, and the server asks for those it needs.
const form = document.querySelector("[data-joint]");
form?.addEventListener("change", show);
if (form) show();

function show() {
  for (const line of form.querySelectorAll("[data-asked]")) {
    const asked = Object.entries(JSON.parse(line.dataset.asked)).every(([name, values]) => fits(answer(name), values));
    line.hidden = !asked;
  }
}

function answer(name) {
  const field = form.elements.namedItem(name);
  const line = (field instanceof RadioNodeList ? field[0] : field).closest("[data-asked]");
  return line?.hidden ? "" : field.value;
}

function fits(given, values) {
  return values.includes(given) || (values.includes("*") && given !== "" && given !== "-");
}
