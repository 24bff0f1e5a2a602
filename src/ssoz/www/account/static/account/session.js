// SPDX-License-Identifier: EUPL-1.2
// Warns two minutes before the session ends. Without this file the session simply ends; nothing saved is lost.
const WARNING = 120;
const dialog = document.getElementById("sesja");
let timer;

// Other tabs keep the session alive too, so the server is asked, not a clock of our own.
async function look() {
  const answer = await fetch(dialog.dataset.ask, { headers: { Accept: "application/json", "X-Background": "1" } }).catch(() => null);
  if (answer?.status === 401) return leave();
  if (!answer?.ok) return wait(60);
  const { seconds } = await answer.json();
  if (seconds > WARNING) { dialog.close(); return wait(seconds - WARNING); }
  if (!dialog.open) dialog.showModal();
  wait(Math.max(1, Math.min(15, seconds)));
}

function wait(seconds) {
  clearTimeout(timer);
  timer = setTimeout(look, seconds * 1000);
}

function leave() {
  const here = location.pathname + location.search;
  location.assign(`${dialog.dataset.signIn}?next=${encodeURIComponent(here)}`);
}

async function stay(event) {
  event.preventDefault();
  const form = event.target;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.status === 401) return leave();
  dialog.close();
  look();
}

if (dialog) {
  dialog.querySelector("form").addEventListener("submit", stay);
  wait(Number(dialog.dataset.seconds) - WARNING); // opening this page was an activity
}
