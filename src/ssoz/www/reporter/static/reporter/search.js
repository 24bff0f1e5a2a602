// SPDX-License-Identifier: EUPL-1.2
// Search in the form: words of headings, a place („2 03 5”), a number that stands in a cell. Results are links; where
// they lead unfolds by itself.
import { fieldOf, gridOf } from "./grid.js";

const MOST = 40;
const PLACE = /^(?:dzial |section )?(\d+[a-z]?)[ .,;/]+(?:wiersz |row )?(\d+[a-z]?)(?:[ .,;/]+(?:kolumna |column )?(\d+[a-z]?))?$/;

export class Search {
  #input; #list; #status; #entries = [];

  constructor(input) {
    this.#input = input;
    this.#list = document.getElementById("wyniki");
    this.#status = document.getElementById("wyniki-ile");
  }

  listen() {
    this.#input.addEventListener("focus", () => this.#read());
    this.#input.addEventListener("input", () => this.#show());
    this.#input.parentElement.addEventListener("keydown", (event) => this.#key(event));
    this.#read();
    this.#show();
  }

  #read() {
    this.#entries = [...document.querySelectorAll("details.section[data-symbol]")].flatMap(entriesOf);
  }

  #show() {
    const query = fold(this.#input.value.trim());
    const found = query ? this.#find(query) : [];
    this.#list.replaceChildren(...found.slice(0, MOST).map(drawn));
    this.#list.hidden = !found.length;
    const { none, results } = this.#input.dataset;
    this.#status.textContent = !query ? "" : found.length ? results.replace("%s", found.length) : none;
    this.#status.classList.toggle("ds-sr-only", !query || found.length > 0);
  }

  #find(query) {
    const words = query.split(/\s+/);
    const rank = ({ own }) => (own.startsWith(query) ? 0 : own.includes(query) ? 1 : 2);
    const named = this.#entries.filter(({ text }) => words.every((word) => text.includes(word)));
    return [...placed(query), ...valued(query), ...named.sort((a, b) => rank(a) - rank(b))];
  }

  #key(event) {
    const links = [...this.#list.querySelectorAll("a")];
    const here = links.indexOf(event.target);
    if (event.key === "Escape") this.#clear(event);
    else if (event.key === "Enter" && event.target === this.#input) event.preventDefault(links[0]?.click());
    else if (event.key === "ArrowDown") event.preventDefault((links[here + 1] ?? event.target).focus());
    else if (event.key === "ArrowUp") event.preventDefault((here > 0 ? links[here - 1] : this.#input).focus());
  }

  #clear(event) {
    event.preventDefault();
    this.#input.value = "";
    this.#show();
    this.#input.focus();
  }
}

export const fold = (text) => text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");

function entriesOf(section) {
  const title = section.querySelector("summary h2").textContent.replace(/\s+/g, " ").trim();
  const entry = (target, label) => ({ target, label, title, own: fold(label), text: fold(`${label} ${title}`) });
  const rows = [...section.querySelectorAll("tbody > tr:not(.group), .entry")].map((row) => entry(...rowOf(row)));
  const columns = [...section.querySelectorAll("thead th[id]:not(.corner)")].map((heading) => entry(...columnOf(section, heading)));
  return [entry(section.id, title), ...rows, ...columns].filter(({ target, label }) => target && label);
}

function rowOf(row) {
  const heading = row.matches(".entry") ? row.querySelector("label") : row.cells[0];
  const key = heading.querySelector("input, select");
  const name = key ? `${key.value} ${heading.querySelector(".code-name")?.textContent ?? key.selectedOptions?.[0]?.textContent ?? ""}` : heading.textContent;
  const number = row.querySelector(".symbol")?.textContent ?? "";
  const target = row.querySelector("td :is(input, select), .answer :is(input, select)") ?? heading;
  return [target.id, `${number} ${name}`.replace(/\s+/g, " ").trim()];
}

// A heading of columns leads to the first field named by it.
function columnOf(section, heading) {
  const named = section.querySelector(`tbody [aria-labelledby~="${heading.id}"]`);
  return [(named ?? heading).id, heading.textContent.trim()];
}

const same = (a, b) => a.trim().toLowerCase().replace(/^0+(?=.)/, "") === b.replace(/^0+(?=.)/, "");

function placed(query) {
  const [, symbol, row, column] = PLACE.exec(query) ?? [];
  const section = row && [...document.querySelectorAll("details.section[data-symbol]")].find(({ dataset }) => same(dataset.symbol, symbol));
  const line = section && [...section.querySelectorAll("tbody > tr, .entry")].find((one) => same(one.querySelector(".symbol")?.textContent ?? "", row));
  if (!line) return [];
  const [target, label] = rowOf(line);
  const title = section.querySelector("summary h2").textContent.trim();
  const place = column && cellAt(section, line, column);
  return [{ target: place?.id || target, label, title }];
}

function cellAt(section, line, column) {
  const numbers = section.querySelector(".numbers");
  const place = numbers && [...numbers.cells].findIndex((cell) => same(cell.textContent, column));
  const cell = place > 0 ? line.cells[place] : null;
  return cell && (fieldOf(cell) ?? cell.querySelector("output"));
}

// A number as people write it, wherever it stands.
function valued(query) {
  const bare = (text) => text.replace(/[\s\u00a0]/g, "");
  if (!/^-?[\d\s]+(,\d+)?$/.test(query) || bare(query).length < 2) return [];
  const cells = [...document.querySelectorAll(".cells :is(td > input, output), .entry :is(input, output)")].filter((cell) => bare(cell.value ?? cell.textContent) === bare(query));
  return cells.slice(0, MOST).map((cell) => {
    const line = cell.closest("tr, .entry");
    const grid = gridOf(cell);
    const column = grid && cell.closest("table").querySelector(".numbers")?.cells[cell.closest("td").cellIndex]?.textContent;
    return { target: cell.id, label: `${cell.value ?? cell.textContent} – ${rowOf(line)[1]}`, title: `${cell.closest("details").querySelector("h2").textContent.trim()}${column ? ` · ${column}` : ""}` };
  });
}

function drawn({ target, label, title }) {
  const link = Object.assign(document.createElement("a"), { href: `#${target}` });
  link.append(Object.assign(document.createElement("b"), { textContent: label }), Object.assign(document.createElement("span"), { textContent: title }));
  const line = document.createElement("li");
  line.append(link);
  return line;
}
