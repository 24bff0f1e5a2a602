// SPDX-License-Identifier: EUPL-1.2
// Keys as in a spreadsheet. A cell one comes to is ready: a digit replaces what stands there, arrows go on. F2 or a
// second click edits inside it: arrows move in the text. Esc gives back the text from before. Tab stays the browser's
// own: it passes over closed cells and reaches every button.
import { fieldOf, gridOf } from "./grid.js";

const ARROWS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
const PAGE = 10; // rows

export class Cursor {
  #form; #block; #deeds; #tell; #origin = null;
  isEditing = false;

  constructor(form, block, deeds, tell) {
    this.#form = form;
    this.#block = block;
    this.#deeds = deeds;
    this.#tell = tell;
  }

  listen() {
    this.#form.addEventListener("focusin", ({ target }) => this.#arrive(target));
    this.#form.addEventListener("input", ({ target }) => { if (isCell(target)) this.#block.collapse(); });
    this.#form.addEventListener("dblclick", ({ target }) => { if (target === document.activeElement) this.isEditing = true; });
    this.#form.addEventListener("keydown", (event) => this.#key(event));
    this.#form.addEventListener("deeds", ({ detail }) => this.#back(detail));
  }

  #arrive(field) {
    if (!isCell(field)) return;
    this.isEditing = false;
    this.#block.begin(field);
    field.select?.();
    aside(field);
  }

  #key(event) {
    const field = event.target;
    if (!isCell(field) || event.isComposing || event.altKey) return;
    const done = event.ctrlKey || event.metaKey ? this.#commanded(event, field) : this.#pressed(event, field);
    if (done) event.preventDefault();
  }

  #pressed(event, field) {
    const { key, shiftKey } = event;
    if (key === "F2" && !shiftKey) return this.#edit(field);
    if (key === "Escape") return this.#escape(field);
    if (key === "Enter") return this.#enter(field, shiftKey);
    if (key === "Tab") return this.#tab(field, shiftKey);
    const grid = gridOf(field);
    if (!grid) return this.#question(field, key);
    if (key === "Delete" || key === "Backspace") return this.#block.isWide && this.#clear();
    if (this.isEditing) return false;
    if (shiftKey) return this.#stretch(grid, key);
    return this.#move(grid, field, key);
  }

  #commanded(event, field) {
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") return this.#back(key === "y" || event.shiftKey ? "redo" : "undo");
    const grid = gridOf(field);
    if (!grid || this.isEditing) return false;
    if (key === "d") return this.#fill(grid, field);
    if (key === "enter") return this.#same(field);
    if (key === "a") return this.#all(grid);
    if (key === " ") return this.#line(grid, "column");
    if (event.key in ARROWS) return this.#jump(grid, field, ARROWS[event.key], event.shiftKey);
    if (key === "home" || key === "end") return this.#corner(grid, key === "home", event.shiftKey);
    return false;
  }

  #edit(field) {
    this.isEditing = true;
    this.#block.collapse();
    field.setSelectionRange?.(field.value.length, field.value.length);
    return true;
  }

  #escape(field) {
    if (this.#block.collapse()) return true;
    const { before } = this.#deeds;
    this.isEditing = false;
    if (before === undefined || field.value === before) return false;
    field.value = before;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.select?.();
    return true;
  }

  // What was typed stands, even where there is no cell to go on to.
  #enter(field, up) {
    const grid = gridOf(field);
    if (this.#go(grid ? this.#below(grid, field, up) : this.#beside(field, up))) return true;
    this.isEditing = false;
    this.#deeds.commit();
    field.select?.();
    return true;
  }

  // After a row filled in with Tab, Enter goes to the beginning of the next one.
  #below(grid, field, up) {
    const at = grid.find(field);
    const column = !up && this.#origin?.grid === grid && this.#origin.row === at.row ? this.#origin.column : at.column;
    this.#origin = null;
    return grid.next({ row: at.row, column }, up ? -1 : 1, 0);
  }

  #tab(field, back) {
    const grid = gridOf(field);
    const at = grid?.find(field);
    if (at && !back && this.#origin?.row !== at.row) this.#origin = { grid, ...at };
    return false;
  }

  #move(grid, field, key) {
    const at = grid.find(field);
    if (key === "PageDown" || key === "PageUp") return this.#page(grid, at, key === "PageDown" ? PAGE : -PAGE);
    if (key === "Home") return this.#go(grid.last(at, 0, -1)) || true;
    if (key === "End") return this.#go(grid.last(at, 0, 1)) || true;
    const [down, right] = ARROWS[key] ?? [];
    if (down === undefined || (down && chooses(field))) return false;
    this.#block.collapse();
    return this.#go(grid.next(at, down, right));
  }

  #page(grid, { row, column }, by) {
    const way = Math.sign(by);
    const from = grid.within({ row: row + by - way, column });
    return this.#go(grid.next(from, way, 0) ?? grid.last({ row, column }, way, 0)) || true;
  }

  #stretch(grid, key) {
    if (key === " ") return this.#line(grid, "row");
    const [down, right] = ARROWS[key] ?? [];
    if (down === undefined) return false;
    const { row, column } = this.#block.head;
    this.#block.extend({ row: row + down, column: column + right });
    return true;
  }

  #jump(grid, field, [down, right], shift) {
    const { row, column } = this.#block.head;
    if (!shift) return this.#go(grid.last(grid.find(field), down, right)) || true;
    this.#block.extend({ row: down ? (down > 0 ? grid.height - 1 : 0) : row, column: right ? (right > 0 ? grid.width - 1 : 0) : column });
    return true;
  }

  #corner(grid, isFirst, shift) {
    if (shift) this.#block.extend(isFirst ? { row: 0, column: 0 } : { row: grid.height - 1, column: grid.width - 1 });
    else this.#go([...grid.table.querySelectorAll("tbody :is(td, th) > :is(input, select), tbody .key :is(input, select)")].at(isFirst ? 0 : -1));
    return true;
  }

  #all(grid) {
    this.#block.span({ row: 0, column: 0 }, { row: grid.height - 1, column: grid.width - 1 });
    return true;
  }

  #line(grid, which) {
    const { row, column } = this.#block.head;
    if (which === "row") this.#block.span({ row, column: 0 }, { row, column: grid.width - 1 });
    else this.#block.span({ row: 0, column }, { row: grid.height - 1, column });
    return true;
  }

  #clear() {
    this.#tell("cleared", this.#deeds.write(this.#block.fields.map((field) => [field, ""])));
    return true;
  }

  // Of a block its top row goes into those below it; a cell alone takes what stands above.
  #fill(grid, field) {
    const changes = this.#block.isWide ? down(this.#block.places) : above(grid, field);
    this.#tell("filled", this.#deeds.write(changes));
    return true;
  }

  #same(field) {
    if (!this.#block.isWide) return false;
    this.#tell("filled", this.#deeds.write(this.#block.fields.map((one) => [one, field.value])));
    return true;
  }

  #back(which) {
    const fields = this.#deeds[which]();
    if (fields.length && !fields.includes(document.activeElement)) this.#go(fields[0]);
    else if (fields.length) document.activeElement.select?.();
    this.#tell(fields.length ? which : "nothing", fields.length, 0, fields[0]?.name);
    return true;
  }

  // Questions of a record stand under each other.
  #question(field, key) {
    if (this.isEditing || chooses(field) || !["ArrowDown", "ArrowUp"].includes(key)) return false;
    return this.#go(this.#beside(field, key === "ArrowUp")) || true;
  }

  #beside(field, up) {
    const fields = [...this.#form.querySelectorAll(".entry :is(input, select)")];
    return fields[fields.indexOf(field) + (up ? -1 : 1)];
  }

  #go(field) {
    if (!field) return false;
    const section = field.closest("details.section");
    if (section) section.open = true;
    field.focus();
    return true;
  }
}

const isCell = (field) => Boolean(field?.name?.includes?.("."));
const chooses = (field) => field.matches("select, [list]"); // there arrows up and down choose

function above(grid, field) {
  const source = grid.next(grid.find(field), -1, 0);
  return source ? [[field, source.value]] : [];
}

function down([first, ...others]) {
  return others.flatMap((row) => row.map((place, column) => [fieldOf(place), fieldOf(first[column])?.value]))
    .filter(([field, text]) => field && text !== undefined);
}

// What stands still above and beside the cells must not cover the one that is shown.
function aside(field) {
  const region = field.closest(".region");
  const table = region?.firstElementChild;
  if (!table?.tHead || region.style.scrollPaddingTop) return;
  const corner = table.tHead.querySelector(".corner");
  region.style.scrollPaddingTop = `${table.tHead.offsetHeight + 4}px`;
  region.style.scrollPaddingLeft = `${corner.offsetWidth + 4}px`;
}
