// SPDX-License-Identifier: EUPL-1.2
// Beside the cell in hand: who wrote what into it and when. Asked for while it can be seen, not on every step.
import { ask } from "./server.js";

const STILL = 300;

export function showHistory(form) {
  const slot = document.querySelector("[data-slot=history]");
  if (!slot) return;
  const heading = Object.assign(document.createElement("b"), { textContent: form.dataset.history });
  const place = document.createElement("div");
  slot.replaceChildren(heading, place);
  let address = "";
  let timer = 0;
  const draw = async () => {
    if (!address || !slot.checkVisibility()) return;
    const asked = address;
    const answer = await ask(`${location.pathname}pole/${encodeURIComponent(asked)}/`).catch(() => null);
    if (asked === address) place.innerHTML = answer?.html ?? "";
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(draw, STILL);
  };
  form.addEventListener("focusin", ({ target }) => {
    if (!target.name?.includes(".") || target.name === address) return;
    address = target.name;
    place.replaceChildren();
    soon();
  });
  form.addEventListener("saved", soon);
  new IntersectionObserver(soon).observe(slot);
}
