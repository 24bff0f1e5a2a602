// SPDX-License-Identifier: EUPL-1.2
// [data-await] asks until told where to go next; [data-refresh] keeps a list up to date; [data-send] goes on by itself.
// Without this file: a button, a reload.
const PAUSE = 1500;
const sleep = () => new Promise((done) => setTimeout(done, PAUSE));

async function follow(place) {
  for (;;) {
    await sleep();
    if (document.hidden) continue;
    const answer = await fetch(place.dataset.await, { headers: { Accept: "application/json" } }).catch(() => null);
    if (answer?.status === 400) return location.reload(); // it is over; the page says why
    if (!answer?.ok) continue;
    const { next } = await answer.json();
    if (next) return location.replace(next);
  }
}

async function refresh(place) {
  for (;;) {
    await sleep();
    if (document.hidden || place.contains(document.activeElement)) continue;
    const answer = await fetch(place.dataset.refresh).catch(() => null);
    if (!answer?.ok) continue;
    const text = await answer.text();
    if (text.trim() !== place.innerHTML.trim()) place.innerHTML = text;
  }
}

for (const place of document.querySelectorAll("[data-await]")) follow(place);
for (const place of document.querySelectorAll("[data-refresh]")) refresh(place);
document.querySelector("form[data-send]")?.submit();
