// SPDX-License-Identifier: EUPL-1.2
// Counters: in the head of the page, in the list of sections, over the findings; told aloud once typing pauses. F8 goes
// to the next finding, Shift+F8 back.
import { counted, written } from "./phrases.js";
import { show } from "./sections.js";

const QUIET = 1500; // after the last change, before a reader is told
const NOTICE = 12000;

export class Tally {
  #form; #panel; #head; #contents; #voice; #timer = 0; #said;
  #shown = new Map(); // place → its counters as they stand

  constructor(form) {
    this.#form = form;
    this.#voice = document.getElementById("glos");
    this.words = this.#voice.dataset;
    this.#panel = document.getElementById("kontrole");
    this.#head = document.querySelector(".tally");
    this.#contents = document.getElementById("spis");
  }

  listen() {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "F8" || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.#step(event.shiftKey ? -1 : 1);
    });
    document.addEventListener("click", ({ target }) => {
      const step = target.closest("[data-step]");
      if (step) this.#step(Number(step.dataset.step));
      if (target.closest("[data-tally], .mark")) this.#panel.hidden = false;
      if (!target.closest("[data-tally]")) return;
      this.#panel.scrollIntoView({ block: "start" });
      this.#panel.focus({ preventScroll: true });
    }, true);
  }

  /** From the groups of findings, one for each section. */
  count(groups) {
    const checked = this.#form.dataset.verdict === "1";
    const all = { errors: 0, warnings: 0, explained: 0, missing: 0, filled: 0, expected: 0 };
    for (const group of groups) {
      const own = countsOf(group, checked);
      this.#section(group.section, own);
      for (const name in all) all[name] += own[name];
    }
    this.#progress(all);
    this.#summary(all, checked);
  }

  // For all to see, and gone after a while.
  notice(sentence) {
    this.#voice.classList.remove("ds-sr-only");
    this.#voice.textContent = sentence;
    setTimeout(() => {
      this.#voice.classList.add("ds-sr-only");
      this.#voice.textContent = "";
    }, NOTICE);
  }

  // What stands already is not written again: a key would lay out and paint the head of the page.
  #isNews(place, facts) {
    const told = facts.join();
    const known = this.#shown.get(place);
    this.#shown.set(place, told);
    return known !== told;
  }

  #section(section, counts) {
    if (!this.#isNews(`#${section.id}`, Object.values(counts))) return;
    const { errors, warnings, filled, expected } = counts;
    const entry = this.#contents.querySelector(`a[href="#${section.id}"]`);
    const show = (name, visible, text, words) => {
      const badge = entry.querySelector(`[data-count=${name}]`);
      badge.hidden = !visible;
      if (text !== undefined) badge.querySelector("span:not(.ds-sr-only)").textContent = text;
      if (words) badge.lastElementChild.textContent = counted(text, words);
    };
    const quiet = !errors && !warnings;
    const done = expected > 0 && filled >= expected;
    show("errors", errors, errors, this.words.errors);
    show("warnings", warnings, warnings, this.words.warnings);
    show("done", quiet && done);
    show("filled", quiet && !done, expected ? `${filled}/${expected}` : "–");
  }

  #progress({ filled, expected }) {
    if (!this.#isNews("progress", [filled, expected])) return;
    const shown = this.#contents.querySelector(".progress");
    const bar = shown.querySelector("progress");
    bar.max = expected || 1;
    bar.value = filled;
    shown.toggleAttribute("data-done", expected > 0 && filled >= expected);
    shown.lastElementChild.textContent = `${written(filled)}/${written(expected)}`;
  }

  #summary({ errors, warnings, explained, missing }, checked) {
    if (!this.#isNews("summary", [errors, warnings, explained, missing, checked])) return;
    const { words } = this;
    const found = [errors && counted(errors, words.errors), warnings && counted(warnings, words.warnings)].filter(Boolean).join(", ");
    const rest = missing && !checked ? words.missing.replace("%s", missing) : "";
    const button = this.#head.querySelector("[data-tally]");
    button.textContent = [found, rest].filter(Boolean).join(" · ") || words.none;
    button.dataset.tone = errors ? "bad" : warnings ? "warn" : "";
    this.#head.classList.add("settled");
    for (const step of this.#head.querySelectorAll("[data-step]")) step.disabled = !found;
    this.#headings(explained, found, checked);
    if (this.#said !== undefined && this.#said !== found) {
      this.#later(found || words.none);
      const cell = document.activeElement; // the list above has grown: whoever works in a cell still sees it
      if (this.#form.contains(cell)) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    this.#said = found;
  }

  #headings(explained, found, checked) {
    const card = this.#panel.querySelector(".verdict");
    const title = card.querySelector("h2");
    card.hidden = !found && !explained;
    title.textContent = found ? `${title.dataset.open} ${found}` : title.dataset.clean;
    card.querySelector(".soft").hidden = !found;
    const ready = this.#panel.querySelector(".ready");
    if (!ready) return;
    ready.hidden = !checked || Boolean(found);
    ready.querySelector(".clean").hidden = explained > 0;
    ready.querySelector(".explained").hidden = !explained;
    ready.querySelector(".explained b").textContent = explained;
  }

  #later(sentence) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#voice.textContent = sentence; }, QUIET);
  }

  // From the cell in hand to the next one that is wrong; past the last to the first.
  #step(by) {
    const cells = [...this.#form.querySelectorAll(".mark.error, .mark.warning, .problem:not(p)")].map((mark) => mark.parentElement.querySelector("input, select, output"));
    const here = document.activeElement;
    const after = cells.filter((cell) => here.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING);
    const before = cells.filter((cell) => here.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_PRECEDING);
    const next = by > 0 ? after[0] ?? cells[0] : before.at(-1) ?? cells.at(-1);
    if (next) show(next);
  }
}

function countsOf({ findings, blanks, filled, expected }, checked) {
  return {
    errors: findings.filter(({ severity }) => severity === "error").length + (checked ? blanks.length : 0),
    warnings: findings.filter(({ severity, answer }) => severity === "warning" && !answer).length,
    explained: findings.filter(({ answer }) => answer).length,
    missing: blanks.length,
    filled,
    expected,
  };
}
