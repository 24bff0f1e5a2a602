// SPDX-License-Identifier: EUPL-1.2
// Rows that people add and remove. The server draws the section anew; the rest of the page stays as it is.
import { labelCards } from "./cards.js";
import { postForm, Refused } from "./server.js";
import { name } from "./store.js";

export class Rows {
  #form; #saver; #marks; #live; #busy = false;
  #name = ""; // under which the row is asked for until it is there: asked for again, it is added once

  constructor(form, saver, marks, live) {
    this.#live = live;
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

  // As many rows more at the end of a section as a pasted block needs; a section that cannot grow stays as it is.
  async extend(section, count) {
    const button = section.querySelector(".add-row button");
    if (!button || this.#busy) return;
    await this.#guarded(async () => this.#draw(await this.#post(button, { dodaj: button.value, ile: String(count) })));
  }

  async #ask(button) {
    if (button.name === "usun" && !(await this.#confirmed(button))) return;
    await this.#guarded(async () => {
      const choice = this.#form.elements.namedItem(`nowy-${button.value}`);
      const answer = await this.#post(button, { id: (this.#name ||= name()), [button.name]: button.value, ...(choice && { [choice.name]: choice.value }) });
      this.#name = "";
      const fresh = this.#draw(answer);
      const added = document.getElementById(answer.focus)?.closest("tr").querySelector("td input, td select");
      (added ?? fresh.querySelector(".add-row input, .add-row select, summary")).focus();
    });
  }

  // One thing at a time, after everything typed has been saved; a refusal is told where saving is told.
  async #guarded(work) {
    this.#busy = true;
    try {
      await this.#saver.flush();
      await work();
    } catch (failure) {
      if (failure instanceof Refused) this.#name = "";
      this.#say(failure instanceof Refused ? failure.message : this.#form.dataset.offline);
    } finally {
      this.#busy = false;
    }
  }

  #post(button, fields) {
    return postForm(this.#form, button.formAction, { ...fields, potwierdzam: "1", wersja: String(this.#saver.version) });
  }

  #draw(answer) {
    const template = document.createElement("template");
    template.innerHTML = answer.html;
    const fresh = template.content.firstElementChild;
    this.#saver.replace(document.getElementById(answer.section), fresh, answer.base);
    this.#marks.apply(answer, []);
    this.#live.redrawn(fresh);
    this.#live.take(answer);
    labelCards(fresh);
    this.#form.dispatchEvent(new CustomEvent("saved", { detail: answer }));
    this.#form.dispatchEvent(new CustomEvent("sheet:redrawn", { detail: fresh }));
    return fresh;
  }

  #confirmed(button) {
    const dialog = document.getElementById("usuwanie");
    const meant = [button.getAttribute("aria-label"), button.closest("tr").querySelector(".code-name")?.textContent];
    dialog.querySelector("p").textContent = `${meant.filter(Boolean).join(" ")}?`;
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
