// SPDX-License-Identifier: EUPL-1.2
// After a crash, a time-out or a closed tab one goes on where one was: edits that waited go to the server, and who has
// signed in again stands in the same cell.
import { show } from "./sections.js";
import { Store } from "./store.js";

const AGAIN = 3000; // a tab that is just closing still holds its edits when the page opens anew
const STILL = 400; // so long in a cell before it is kept as the place

export function storeOf(form) {
  const session = document.getElementById("sesja");
  return session && Store.possible() ? new Store(form, session.dataset) : null;
}

export async function comeBack(form, store, saver) {
  if (!store) return;
  const left = await store.takeOver();
  if (left) form.dataset.keeps = ""; // from here on what is typed outlives the page
  const { edits = [], place = "" } = left ?? {};
  const isBack = await saver.restore(edits);
  const cell = (isBack || !location.hash) && form.elements.namedItem(place);
  if (cell instanceof Element) show(cell);
  if (isBack && place) document.dispatchEvent(new Event("typed:restored"));
  const again = async () => saver.restore((await store.takeOver())?.edits ?? []);
  setTimeout(again, AGAIN);
  addEventListener("focus", again);
  keepPlace(form, store);
}

function keepPlace(form, store) {
  let timer = 0;
  form.addEventListener("focusin", ({ target }) => {
    clearTimeout(timer);
    if (target.name?.includes(".")) timer = setTimeout(() => store.keepPlace(target.name), STILL);
  });
}
