// SPDX-License-Identifier: EUPL-1.2
// Rows that people add and remove. The server draws the section anew; the rest of the page stays as it is.
import { labelCards } from "./cards.js";
import { postForm, Refused } from "./server.js";

export class Rows {
  #form; #saver; #marks; #busy = false;

  constructor(form, saver, marks) {
    this.#form = form;
    this.#saver = saver;
    this.#marks = marks;
  }

  listen() {
    this.#form.addEventListener("submit", (event) => {
      const { submitter } = event;
      if (!["dodaj", "usun"].includes(submitter?.name)) return;
      event.preventDefault();
      if (!this.#busy) this.#ask(submitter);
    });
    this.#form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.closest(".add-row")) return;
      event.preventDefault();
      event.target.closest(".add-row").querySelector("button").click();
    });
  }

  async #ask(button) {
    if (button.name === "usun" && !(await this.#confirmed(button))) return;
    this.#busy = true;
    try {
      await this.#saver.flush();
      await this.#change(button);
    } catch (failure) {
      this.#say(failure instanceof Refused ? failure.message : this.#form.dataset.offline);
    } finally {
      this.#busy = false;
    }
  }

  async #change(button) {
    const fields = { [button.name]: button.value, potwierdzam: "1", kontrole: this.#form.dataset.verdict };
    const choice = this.#form.elements.namedItem(`nowy-${button.value}`);
    if (choice) fields[choice.name] = choice.value;
    const answer = await postForm(this.#form, button.formAction, fields);
    const template = document.createElement("template");
    template.innerHTML = answer.html;
    const fresh = template.content.firstElementChild;
    document.getElementById(answer.section).replaceWith(fresh);
    this.#saver.reset(fresh, answer.base);
    this.#marks.apply(answer, []);
    labelCards(fresh);
    const next = document.getElementById(answer.focus)?.closest("tr").querySelector("td input, td select");
    (next ?? fresh.querySelector(".add-row input, .add-row select, summary")).focus();
  }

  #confirmed(button) {
    const dialog = document.getElementById("usuwanie");
    dialog.querySelector("p").textContent = `${button.getAttribute("aria-label")}?`;
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "tak"), { once: true });
    });
  }

  #say(sentence) {
    const state = document.getElementById("stan-zapisu");
    state.dataset.state = "halted";
    state.textContent = sentence;
  }
}
