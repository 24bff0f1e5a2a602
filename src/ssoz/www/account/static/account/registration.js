// SPDX-License-Identifier: EUPL-1.2
// Looks units up as their numbers are filled in, and solves the computation (altcha: the number whose hash is given).
// Without this file a button looks units up and a sum in words is asked instead.
const form = document.querySelector("form[data-registration]");
const place = form.querySelector("[data-units]");
const box = form.querySelector("[data-captcha]");
const state = box.querySelector("[role=status]");
const NAMES = ["kind", "nip", "regon", "register_number", "unit"];
const AT_ONCE = 200; // hashes between two looks at the rest of the page
let asked = 0;

form.querySelector("[name=find]").hidden = true;
form.addEventListener("change", async ({ target }) => {
  if (!NAMES.includes(target.name)) return;
  const mine = ++asked;
  const words = new URLSearchParams(NAMES.map((name) => [name, new FormData(form).get(name) ?? ""]));
  const answer = await fetch(`${place.dataset.units}?${words}`, { headers: { "X-Background": "1" } });
  if (!answer.ok || mine !== asked) return;
  place.innerHTML = await answer.text();
  place.querySelector(`[value="${CSS.escape(words.get("unit"))}"]`)?.focus();
});

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function solve({ algorithm, challenge, salt, signature, maxnumber }) {
  const text = new TextEncoder();
  for (let from = 0; from <= maxnumber; from += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_, index) => from + index);
    const hashes = await Promise.all(numbers.map((number) => crypto.subtle.digest(algorithm, text.encode(salt + number))));
    const found = hashes.findIndex((hash) => hex(hash) === challenge);
    if (found >= 0) return btoa(JSON.stringify({ algorithm, challenge, number: from + found, salt, signature }));
  }
  throw new Error("unsolved");
}

async function prove() {
  const question = box.querySelector("[data-question]");
  question.hidden = true;
  state.textContent = box.dataset.working;
  try {
    box.querySelector("[name=altcha]").value = await solve(JSON.parse(box.dataset.challenge));
    state.textContent = box.dataset.done;
  } catch {
    question.hidden = false;
    state.textContent = "";
  }
}

let proof;
const proved = () => { proof ??= prove().finally(() => { form.dataset.ready = "1"; }); return proof; };
form.addEventListener("focusin", proved, { once: true });
form.addEventListener("submit", (event) => {
  if (event.submitter?.name === "find" || form.dataset.ready) return;
  event.preventDefault();
  proved().then(() => setTimeout(() => form.requestSubmit(event.submitter))); // not while this event is still on its way
});
