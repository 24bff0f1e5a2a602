// SPDX-License-Identifier: EUPL-1.2
// Notes and remarks at the cell in hand, in their slot of the line about it; a new note goes to the server at once.
import { postForm, Refused } from "./server.js";

export class Notes {
  #form; #slot; #address = ""; #drafts = new Map();

  constructor(form, slot) {
    this.#form = form;
    this.#slot = slot;
  }

  get #url() {
    return `${this.#form.dataset.remarks}${encodeURIComponent(this.#address)}/`;
  }

  /** `byKey`: somebody came to write. What is being written is never drawn anew. */
  async open({ address, byKey }) {
    if (address !== this.#address) this.#slot.replaceChildren();
    this.#address = address;
    const answer = await fetch(this.#url, { headers: { Accept: "application/json", "X-Background": "1" } }).catch(() => null);
    const notes = answer?.ok ? await answer.json() : null;
    if (!notes || address !== this.#address) return;
    if (!this.#slot.contains(document.activeElement)) this.#draw(notes);
    if (byKey) this.#slot.querySelector("textarea")?.focus({ preventScroll: true });
  }

  #draw({ entries, may, flags }) {
    this.#flag(flags);
    const lines = entries.map((entry) => this.#entry(entry));
    this.#slot.replaceChildren(...lines, ...(may === "note" ? [this.#field()] : []));
  }

  // At the cell stands what would stand there if the page were opened anew; what the page itself put there stays.
  #flag(html) {
    const field = document.getElementById(this.#address.replaceAll(".", "-"));
    if (!field) return;
    const place = field.parentElement;
    const own = place.querySelectorAll(".flag[data-own]");
    place.querySelector(".flags")?.remove();
    if (!html && !own.length) return;
    const drawn = document.createElement("template");
    drawn.innerHTML = html || '<span class="flags"></span>';
    drawn.content.firstElementChild.append(...own);
    field.after(drawn.content);
  }

  #entry({ id, kind, text, by, at, resolved, answers }) {
    const said = element("p", "said", text);
    const when = new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    const state = resolved && kind === "note" ? ` · ${this.#slot.dataset.resolved}` : "";
    const line = element("div", `entry-${kind}`);
    line.append(said, element("p", "by", `${by}, ${when}${state}`), ...(answers ?? []).map((answer) => element("p", "answer", `${answer.text} (${answer.by})`)));
    if (kind === "note" && !resolved) line.append(this.#button(this.#slot.dataset.aside, () => this.#post({ odloz: String(id) })));
    return line;
  }

  #field() {
    const { title, save, hint } = this.#slot.dataset;
    const label = element("label", "", title);
    const text = Object.assign(document.createElement("textarea"), { className: "ds-input", rows: 2, maxLength: 4000, id: "pole-notatka" });
    label.htmlFor = text.id;
    const address = this.#address;
    text.value = this.#drafts.get(address) ?? "";
    text.addEventListener("input", () => this.#drafts.set(address, text.value));
    const problem = element("p", "problem");
    problem.hidden = true;
    const keep = async () => {
      if (!text.value.trim()) return text.focus();
      const refusal = await this.#post({ tekst: text.value }, () => this.#drafts.delete(address));
      problem.hidden = !refusal;
      problem.textContent = refusal;
      return refusal || this.#slot.querySelector("textarea")?.focus({ preventScroll: true });
    };
    const box = element("div", "field");
    box.append(label, element("small", "soft", hint), text, problem, this.#button(save, keep));
    return box;
  }

  #button(words, deed) {
    const button = Object.assign(element("button", "ds-button", words), { type: "button" });
    Object.assign(button.dataset, { variant: "tertiary", size: "sm" });
    button.addEventListener("click", deed);
    return button;
  }

  // What keeps it from being saved; nothing when it is.
  async #post(fields, saved = () => 0) {
    const address = this.#address;
    try {
      const notes = await postForm(this.#form, this.#url, fields);
      saved();
      if (address === this.#address) this.#draw(notes);
      return "";
    } catch (failure) {
      return failure instanceof Refused ? failure.message : this.#form.dataset.offline;
    }
  }
}

const element = (name, className, textContent = "") => Object.assign(document.createElement(name), { className, textContent });
