// SPDX-License-Identifier: EUPL-1.2
// Writes what the server answered onto the page: computed cells, messages at cells, findings, counters of sections.

export class Marks {
  constructor(page) {
    this.page = page;
  }

  apply(answer, batch, settle) {
    for (const { cell } of batch) this.clear(cell);
    for (const [address, text] of Object.entries(answer.computed)) this.#compute(address, text);
    for (const { address, message } of answer.problems) this.#refuse(this.#cell(address), message);
    for (const conflict of answer.conflicts) this.#dispute(this.#cell(conflict.address), conflict, settle);
    if (answer.sections) this.#replace("spis", answer.sections);
    if (answer.verdict) this.#verdict(answer.verdict);
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

  #compute(address, text) {
    const output = this.page.getElementById(address.replaceAll(".", "-"));
    if (output && output.textContent !== text) output.textContent = text;
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

  // After „Weryfikuj bez wysyłania” the list of findings stays true while one mends.
  #verdict({ html, cells }) {
    this.#replace("kontrole", html);
    for (const place of this.page.querySelectorAll("[data-severity], output.error, output.warning")) {
      if (!place.parentElement.querySelector(".problem")) this.#unmark(place);
    }
    for (const mark of cells) this.#mark(mark);
  }

  #unmark(place) {
    place.classList.remove("error", "warning");
    if (place.name) this.clear(place);
    else for (const mark of place.parentElement.querySelectorAll(".mark")) mark.remove();
  }

  #mark({ id, severity, described, href, label, message }) {
    const place = this.page.getElementById(id);
    if (!place || place.parentElement.querySelector(".problem")) return;
    if (place.name) {
      place.dataset.severity = severity;
      place.setAttribute("aria-describedby", described);
      if (severity === "error") place.setAttribute("aria-invalid", "true");
    } else place.classList.add(severity);
    const link = Object.assign(this.page.createElement("a"), { className: `mark ${severity}`, href, title: message });
    link.append(Object.assign(this.page.createElement("span"), { textContent: "!", ariaHidden: "true" }));
    link.append(Object.assign(this.page.createElement("span"), { textContent: label, className: "ds-sr-only" }));
    place.after(link);
  }

  #replace(id, html) {
    const old = this.page.getElementById(id);
    if (!old) return;
    const open = new Set([...old.querySelectorAll("details[open]")].map((details) => details.id));
    const template = this.page.createElement("template");
    template.innerHTML = html;
    const fresh = template.content.firstElementChild;
    for (const details of fresh.querySelectorAll("details[id]")) details.open ||= open.has(details.id);
    old.replaceWith(fresh);
  }
}
