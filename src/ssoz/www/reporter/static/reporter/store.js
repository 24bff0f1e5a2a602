// SPDX-License-Identifier: EUPL-1.2
// Edits the server has not confirmed, kept in this browser: encrypted under a key that only a session of the same person
// gets and that is never written down, in a database of that person's own, which signing out deletes (ADR 0106).
import { ask } from "./server.js";

export const BASE = "ssoz-edits-"; // account/session.js deletes what begins so and ends with the person's mark
const LONGEST = 14 * 864e5; // after so long nobody comes back for it
const PAUSES = [500, 1000, 2000, 5000, 10000];
const HEX = "10000000-1000-4000-8000-100000000000";

// A name for an edit, by which the server knows one that comes twice.
export const name = () => HEX.replace(/[018]/g, (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

const wait = (ms) => new Promise((go) => { setTimeout(go, ms); });
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = request.onblocked = () => reject(request.error ?? new Error("blocked"));
});
const bytes = (text) => new TextEncoder().encode(text);

export class Store {
  #form; #owner; #session; #report; #tab = name(); #ready; #tail; #closed = false;
  #fresh = new Map(); // id -> edit that is to be written
  #unwritten = new Map(); // id -> edit that does not lie here yet, or could not be written
  written = () => {}; // something more lies here now

  constructor(form, { person, session }) {
    this.#form = form;
    this.#report = form.dataset.report;
    this.#owner = person;
    this.#session = session;
    this.#ready = this.#open();
    this.#tail = this.#ready.catch(() => {});
    document.addEventListener("session:leaving", ({ detail }) => detail.push(this.#tail));
  }

  static possible() {
    return Boolean(globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks);
  }

  // Many at once are written together; what is typed last is what stays.
  put(edit) {
    this.#unwritten.set(edit.id, edit);
    this.#hurry(edit);
  }

  // Everything put here would outlive this page. It would not where the key never came or the disk is full.
  get holds() {
    return !this.#unwritten.size;
  }

  #hurry(edit) {
    this.#fresh.set(edit.id, edit);
    if (this.#fresh.size === 1) queueMicrotask(() => this.#write());
  }

  #write() {
    const edits = [...this.#fresh.values()];
    this.#fresh.clear();
    return this.#then(async ({ db, key }) => {
      const rows = await Promise.all(edits.map((edit) => this.#sealed(key, edit.id, edit)));
      const table = db.transaction("edits", "readwrite", { durability: "relaxed" }).objectStore("edits");
      await Promise.all(rows.map((row) => done(table.put(row))));
      for (const edit of edits) if (this.#unwritten.get(edit.id) === edit) this.#unwritten.delete(edit.id);
      this.written();
    });
  }

  async remove(ids) {
    for (const id of ids) {
      this.#fresh.delete(id);
      this.#unwritten.delete(id);
    }
    if (!ids.length) return undefined;
    return this.#then(async ({ db }) => {
      const table = db.transaction("edits", "readwrite", { durability: "relaxed" }).objectStore("edits");
      await Promise.all(ids.map((id) => done(table.delete(id))));
    });
  }

  // Where the person was, for when they sign in again.
  keepPlace(cell) {
    this.#hurry({ id: this.#placeId, cell, session: this.#session });
  }

  // What a page that is no more had left here: its edits, oldest first, and the place where somebody was.
  async takeOver() {
    return this.#then(({ db, key }) => navigator.locks.request("ssoz-take-over", async () => {
      const alive = new Set((await navigator.locks.query()).held.map((lock) => lock.name));
      const rows = await done(db.transaction("edits").objectStore("edits").index("report").getAll(this.#report));
      const left = rows.filter(({ tab, id }) => id !== this.#placeId && tab !== this.#tab && !alive.has(tab));
      const edits = (await Promise.all(left.map((row) => this.#opened(key, row)))).filter(Boolean);
      const place = rows.find(({ id }) => id === this.#placeId);
      await this.#adopt(db, key, edits, left);
      const found = place && (await this.#opened(key, place));
      return { edits: edits.sort((a, b) => a.at - b.at), place: found?.session === this.#session ? "" : found?.cell ?? "" };
    }));
  }

  close() {
    this.#closed = true;
    this.#ready.then(({ db }) => db.close()).catch(() => {});
  }

  get #placeId() {
    return `place ${this.#report}`;
  }

  #then(work) {
    const turn = this.#tail.then(async () => (this.#closed ? undefined : work(await this.#ready)));
    this.#tail = turn.catch(() => {});
    return turn.catch(() => undefined); // a browser that keeps nothing still saves to the server
  }

  async #adopt(db, key, edits, left) {
    const mine = await Promise.all(edits.map((edit) => this.#sealed(key, edit.id, edit)));
    const table = db.transaction("edits", "readwrite").objectStore("edits");
    const spoilt = left.filter(({ id }) => !edits.some((edit) => edit.id === id));
    await Promise.all([...mine.map((row) => done(table.put(row))), ...spoilt.map(({ id }) => done(table.delete(id)))]);
  }

  async #open() {
    navigator.locks.request(this.#tab, () => new Promise(() => {})); // held as long as this page lives
    const opening = indexedDB.open(BASE + this.#owner, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("edits", { keyPath: "id" }).createIndex("report", "report");
    const db = await done(opening);
    db.onversionchange = () => this.close(); // somebody signs out
    tidy(this.#owner);
    const { key: secret } = await this.#secret();
    const raw = Uint8Array.from(atob(secret), (letter) => letter.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    return { db, key };
  }

  // The server may be away when the page has just been opened. Whose session it is now, the key tells.
  async #secret() {
    for (let n = 0; ; n += 1) {
      const answer = await ask(this.#form.dataset.key).catch((failure) => {
        if (failure.isFinal) throw failure;
      });
      if (answer?.person === this.#owner) return answer;
      if (answer) document.dispatchEvent(new Event("session:other"));
      await wait(PAUSES[Math.min(n, PAUSES.length - 1)]);
    }
  }

  async #sealed(key, id, content) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = bytes(JSON.stringify(content));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: this.#bound(id) }, key, text);
    return { id, report: this.#report, tab: this.#tab, at: Date.now(), iv, data };
  }

  async #opened(key, { id, iv, data }) {
    try {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: this.#bound(id) }, key, data);
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      return null; // not under this key, or moved here from another report
    }
  }

  #bound(id) {
    return bytes(`${this.#owner} ${this.#report} ${id}`);
  }
}

// What is too old goes, whoever left it there.
async function tidy(owner) {
  const bases = (await indexedDB.databases?.().catch(() => [])) ?? [];
  for (const { name: base } of bases.filter((one) => one.name?.startsWith(BASE))) {
    const db = await done(indexedDB.open(base)).catch(() => null);
    if (!db) continue;
    const table = db.transaction("edits", "readwrite").objectStore("edits");
    const rows = await done(table.getAll()).catch(() => []);
    const old = rows.filter(({ at }) => Date.now() - at > LONGEST);
    for (const { id } of old) table.delete(id);
    db.close();
    if (old.length === rows.length && base !== BASE + owner) indexedDB.deleteDatabase(base);
  }
}
