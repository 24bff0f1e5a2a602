// SPDX-License-Identifier: EUPL-1.2
// Warns before the session ends, keeps it alive while the person is at work, and leads back to the page afterwards.
// Without this file the session simply ends; what was saved is on the server.
import { Kept } from "./kept.js";

const PACE = 60; // seconds between two words with the server, of activity or of the time left
const RETRY = 5;
const PATIENCE = 2000; // for what is still being put away
const FOLLOWING = 20; // times to ask whether somebody has signed out elsewhere
const SAID_AT = [120, 60, 30, 10]; // seconds before the end at which the time left is said aloud
const WORK = ["keydown", "input", "pointerdown", "wheel"];

class Session {
  #dialog; #form; #kept; #pace; #warning;
  #ends = 0; #told = 0; #timer = 0; #asked = Date.now(); // what the server said last, how often it did, and when
  #worked = Date.now(); #pending = 0; // when it was told of activity, and what is still to be told
  #warned = false; #said = 0; #gone = false;
  #others = new BroadcastChannel("ssoz-session");

  constructor(dialog) {
    const { person, session, idle, warning } = dialog.dataset;
    this.#dialog = dialog;
    this.#form = dialog.querySelector("form[data-stay]");
    this.#kept = new Kept(person, session);
    this.#warning = Number(warning);
    this.#pace = Math.min(PACE, Number(idle) / 10);
  }

  start() {
    const { seconds, final } = this.#dialog.dataset; // opening this page was an activity
    this.#until({ seconds: Number(seconds), final: final === "1" });
    for (const kind of WORK) addEventListener(kind, (event) => this.#atWork(event), { capture: true, passive: true });
    this.#form.addEventListener("submit", (event) => { event.preventDefault(); this.#stay(); });
    this.#dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.#stay(); });
    document.addEventListener("submit", (event) => { if (event.target.matches("[data-sign-out]")) this.#signOut(event); });
    document.addEventListener("session:other", () => this.#leave({ over: true })); // somebody else is signed in now
    document.addEventListener("typed:restored", () => this.#tellRestored());
    document.addEventListener("session:over", () => this.#ask()); // another script was told that nobody is signed in
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.#ask(); });
    addEventListener("pagehide", () => { if (!this.#gone) this.#kept.keep(); });
    addEventListener("pageshow", ({ persisted }) => { if (persisted) this.#ask(); });
    this.#others.addEventListener("message", ({ data }) => { if (data.seconds) this.#until(data); else this.#leave(data); });
    if (this.#kept.restore()) this.#tellRestored();
  }

  #left() {
    return Math.max(0, Math.ceil((this.#ends - Date.now()) / 1000));
  }

  // So long the session lasts, unless the person does something; `final`: whatever they do.
  #until({ seconds, final }) {
    this.#ends = Date.now() + seconds * 1000;
    this.#told += 1;
    for (const part of this.#dialog.querySelectorAll("[data-when]")) part.hidden = (part.dataset.when === "final") !== final;
    if (seconds > this.#warning) {
      this.#warned = false;
      this.#dialog.close();
    }
    this.#wait(this.#warned ? 1 : Math.max(1, Math.min(this.#pace, seconds - this.#warning)));
  }

  #wait(seconds) {
    clearTimeout(this.#timer);
    if (!this.#gone) this.#timer = setTimeout(() => this.#tick(), seconds * 1000);
  }

  #tick() {
    const left = this.#left();
    const due = !document.hidden && Date.now() - this.#asked >= this.#pace * 1000;
    if (!left || due || (left <= this.#warning && !this.#warned)) return this.#ask();
    if (this.#warned) this.#count(left);
    return this.#wait(this.#warned ? 1 : Math.max(1, Math.min(this.#pace, left - this.#warning)));
  }

  // Other tabs keep the session alive too, and it may be ended elsewhere: the server is asked, not a clock of our own.
  async #ask() {
    const told = this.#told;
    await this.#take(await this.#life().catch(() => null), () => told === this.#told);
    if (this.#left() <= this.#warning && !this.#warned) this.#warn();
  }

  #life() {
    return fetch(this.#dialog.dataset.ask, { headers: { Accept: "application/json", "X-Background": "1" } });
  }

  // Keys and clicks keep the session; what the page does by itself, saving above all, does not.
  #atWork({ isTrusted }) {
    if (!isTrusted || this.#dialog.open || this.#pending || this.#gone) return;
    const pause = Math.max(0, this.#pace * 1000 - (Date.now() - this.#worked));
    this.#pending = setTimeout(() => this.#stay(), pause);
  }

  async #stay() {
    clearTimeout(this.#pending);
    this.#pending = 0;
    this.#worked = Date.now();
    const asked = { method: "POST", body: new FormData(this.#form), headers: { Accept: "application/json" } };
    const time = await this.#take(await fetch(this.#form.action, asked).catch(() => null));
    if (time) this.#others.postMessage(time);
  }

  // An answer that took longer than a word from another tab, or a deed here, is older than that.
  async #take(answer, isNews = () => true) {
    this.#asked = Date.now();
    if (answer?.status === 401) return this.#leave({ over: true });
    const time = answer?.ok && (await answer.json().catch(() => null));
    if (!time) return this.#wait(RETRY);
    if (isNews()) this.#until(time);
    return time;
  }

  #warn() {
    if (this.#gone) return;
    this.#warned = true;
    this.#said = 0;
    this.#dialog.showModal();
    this.#count(this.#left());
    this.#wait(1);
  }

  #count(left) {
    const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    const sentence = this.#dialog.dataset.left.replace("%s", clock);
    this.#dialog.querySelector("[data-countdown]").textContent = sentence;
    const moment = SAID_AT.findLast((seconds) => left <= seconds);
    if (moment === this.#said) return;
    this.#said = moment;
    this.#dialog.querySelector("[role=status]").textContent = sentence;
  }

  // Nothing of the page stays on the screen; after signing in again one is back on it, with what was typed.
  async #leave({ out = false, told = false }) {
    if (this.#gone) return;
    this.#gone = true;
    clearTimeout(this.#timer);
    addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });
    if (out) return this.#followOut();
    this.#kept.keep();
    if (!told) this.#others.postMessage({ over: true, told: true });
    document.body.hidden = true;
    const last = []; // promises of other scripts, which put away what was typed
    document.dispatchEvent(new CustomEvent("session:leaving", { detail: last }));
    await Promise.race([Promise.all(last), new Promise((go) => { setTimeout(go, PATIENCE); })]);
    const here = encodeURIComponent(location.pathname + location.search);
    return location.replace(`${this.#dialog.dataset.over}?next=${here}`);
  }

  async #signOut(event) {
    event.preventDefault();
    this.#gone = true;
    this.#kept.wipe();
    this.#others.postMessage({ out: true });
    await this.#kept.wipeEdits();
    HTMLFormElement.prototype.submit.call(event.target);
  }

  // Another tab has just asked to sign out; the start page is for this one as soon as the server knows.
  async #followOut() {
    this.#kept.wipe();
    document.body.hidden = true;
    for (let n = 0; n < FOLLOWING; n += 1) {
      const answer = await this.#life().catch(() => null);
      if (answer?.status === 401) break;
      await new Promise((go) => { setTimeout(go, 250); });
    }
    location.replace(this.#dialog.dataset.home);
  }

  #tellRestored() {
    const note = document.getElementById("przywrocono");
    document.querySelector("main .page").prepend(note);
    note.hidden = false;
  }
}

const dialog = document.getElementById("sesja");
if (dialog) new Session(dialog).start();
