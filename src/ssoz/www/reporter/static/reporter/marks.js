// SPDX-License-Identifier: EUPL-1.2
// What is to be seen at cells: computed values, texts the server could not take, what the checks say.
import { format } from "./numbers.js";

const BRIEF = 7; // signs that fit a computed value's place as drawn, as presentation/markup.py has it

export class Marks {
  constructor(page) {
    this.page = page;
  }

  apply(answer, batch, settle) {
    for (const { cell } of batch) this.clear(cell);
    for (const [address, text] of Object.entries(answer.computed)) this.#write(address, text);
    for (const { address, message } of answer.problems) this.#refuse(this.#cell(address), message);
    for (const conflict of answer.conflicts) this.#dispute(this.#cell(conflict.address), conflict, settle);
  }

  // A value the page has computed itself.
  compute(address, value) {
    const output = this.#place(address);
    if (output) this.#write(address, format(value, Number(output.dataset.scale ?? 0)));
  }

  clear(cell) {
    cell.removeAttribute("aria-invalid");
    cell.removeAttribute("aria-describedby");
    delete cell.dataset.severity;
    for (const mark of cell.parentElement.querySelectorAll(".problem, .mark")) mark.remove();
  }

  #cell(address) {
    return this.page.getElementsByName(address)[0];
  }

  #place(address) {
    return this.page.getElementById(address.replaceAll(".", "-"));
  }

  #write(address, text) {
    const output = this.#place(address);
    if (!output || output.textContent === text) return;
    output.textContent = text;
    output.classList.toggle("long", text.length > BRIEF);
  }

  #refuse(cell, message) {
    if (!cell) return;
    const note = Object.assign(this.page.createElement("span"), { className: "problem", id: `${cell.id}-p`, textContent: message });
    cell.after(note);
    cell.setAttribute("aria-invalid", "true");
    cell.setAttribute("aria-describedby", note.id);
    cell.dataset.severity = "error";
  }

  // Both values are shown and the person chooses; nothing is overwritten before.
  #dispute(cell, { message, choices }, settle) {
    if (!cell) return;
    this.#refuse(cell, message);
    const note = cell.nextElementSibling;
    for (const { label, text } of choices) {
      const button = Object.assign(this.page.createElement("button"), { type: "button", className: "choice", textContent: label });
      button.addEventListener("click", () => settle(cell, text));
      note.append(" ", button);
    }
  }

  // The way from a cell to what is said of it. A text that was refused there comes first and keeps its place.
  mark(address, { severity, described, href, label, message }) {
    const place = this.#place(address);
    if (!place || place.parentElement.querySelector(".problem")) return;
    this.#unmark(place);
    place.setAttribute("aria-describedby", described);
    if (place.name) {
      if (severity !== "explained") place.dataset.severity = severity;
      if (severity === "error") place.setAttribute("aria-invalid", "true");
    } else if (severity !== "explained") place.classList.add(severity);
    const link = Object.assign(this.page.createElement("a"), { className: `mark ${severity}`, href, title: message, tabIndex: -1 }); // F8 and the line about the cell lead there, too
    const sign = Object.assign(this.page.createElement("span"), { textContent: severity === "explained" ? "✓" : "!", ariaHidden: "true" });
    link.append(sign, Object.assign(this.page.createElement("span"), { textContent: label, className: "ds-sr-only" }));
    place.after(link);
  }

  unmark(address) {
    const place = this.#place(address);
    if (place && !place.parentElement.querySelector(".problem")) this.#unmark(place);
  }

  #unmark(place) {
    place.classList.remove("error", "warning");
    place.removeAttribute("aria-describedby");
    if (place.name) this.clear(place);
    else for (const mark of place.parentElement.querySelectorAll(".mark")) mark.remove();
  }
}
