// SPDX-License-Identifier: EUPL-1.2
// What is typed on a page and not yet on the server, kept in this tab for the same person in another session of theirs.
// An ordinary step to another page forgets it, signing out wipes it, and nobody else ever gets it back. A sheet keeps its
// edits itself, encrypted (reporter/store.js); signing out wipes those, too.

const PLACE = "ssoz-typed";
const EDITS = "ssoz-edits-";
const PATIENCE = 2000;
const TYPED = "input:not([type=hidden],[type=password],[type=file],[type=submit],[type=button]), select, textarea";

export class Kept {
  #person; #session;

  constructor(person, session) {
    this.#person = person;
    this.#session = session;
  }

  keep() {
    const typed = allForms().map((form) => [nameOf(form), changed(form)]);
    const forms = Object.fromEntries(typed.filter(([, fields]) => fields.length));
    if (!Object.keys(forms).length) return;
    this.#write({ ...this.#read(), [here()]: { session: this.#session, forms } });
  }

  // Puts back what was typed on this page before the session ended; says whether there was anything.
  restore() {
    const kept = this.#read();
    const found = kept[here()];
    const others = Object.entries(kept).filter(([page, { session }]) => page !== here() && session !== this.#session);
    this.#write(Object.fromEntries(others));
    if (!found || found.session === this.#session) return false;
    return allForms().map((form) => putBack(form, found.forms[nameOf(form)] ?? [])).some(Boolean);
  }

  wipe() {
    sessionStorage.removeItem(PLACE);
  }

  // Every edit of this person's that waits in this browser, of any report and any tab; returns when they are gone.
  wipeEdits() {
    return new Promise((go) => {
      const request = globalThis.indexedDB?.deleteDatabase(EDITS + this.#person);
      if (!request) return go();
      request.onsuccess = request.onerror = go;
      return setTimeout(go, PATIENCE);
    });
  }

  #read() {
    const { person, pages } = JSON.parse(sessionStorage.getItem(PLACE) ?? "{}");
    return person === this.#person ? pages : {};
  }

  #write(pages) {
    if (Object.keys(pages).length) sessionStorage.setItem(PLACE, JSON.stringify({ person: this.#person, pages }));
    else this.wipe();
  }
}

const here = () => location.pathname + location.search;
const allForms = () => [...document.querySelectorAll("main form[method=post]:not([data-save])")];

// A form without a name is known by where it leads and what it says unseen, the token against forgery aside.
function nameOf(form) {
  const unseen = [...form.querySelectorAll("input[type=hidden]:not([name=csrfmiddlewaretoken])")];
  return form.id || [form.getAttribute("action"), ...unseen.map(({ name, value }) => `${name}=${value}`)].join(" ");
}

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.matches(TYPED));

function changed(form) {
  return fieldsOf(form).flatMap((field, n) => (isChanged(field) ? [{ n, name: field.name, now: stateOf(field) }] : []));
}

function isChanged(field) {
  if ("checked" in field && ["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
  if (field.type !== "select-one") return field.value !== field.defaultValue;
  const before = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(0, before);
}

const stateOf = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);

function putBack(form, typed) {
  const fields = fieldsOf(form);
  const found = typed.filter(({ n, name }) => fields[n]?.name === name);
  for (const { n, now } of found) put(fields[n], now);
  return found.length > 0;
}

function put(field, now) {
  if (typeof now === "boolean") field.checked = now;
  else field.value = now;
  for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
