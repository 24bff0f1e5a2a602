// SPDX-License-Identifier: EUPL-1.2
// Asks where the search stands and shows the page anew once it has moved. Without this file the page refreshes itself.
const PAUSE = 1000;
const LONGEST = 8000;
const card = document.querySelector("[data-state]");

async function moved() {
  try {
    const answer = await fetch(card.dataset.state, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return true;
    const { state, stuck } = await answer.json();
    return state !== "searching" || stuck;
  } catch {
    return false; // the connection is gone for a moment
  }
}

async function follow(pause) {
  await new Promise((resolve) => setTimeout(resolve, pause));
  if (await moved()) location.reload();
  else follow(Math.min(pause * 1.3, LONGEST));
}

if (card) follow(PAUSE);
