// SPDX-License-Identifier: EUPL-1.2
// Beside the active cell: who wrote what into it and when. Asked for once it is opened, not on every step.
import { ask } from "./server.js";

export function showHistory(form) {
  const slot = document.querySelector("[data-slot=history]");
  if (!slot) return;
  const details = document.createElement("details");
  const place = document.createElement("div");
  details.append(Object.assign(document.createElement("summary"), { textContent: form.dataset.history }), place);
  slot.replaceChildren(details);
  let address = "";
  const draw = async () => {
    if (!details.open || !address) return;
    const asked = address;
    const answer = await ask(`${location.pathname}pole/${encodeURIComponent(asked)}/`).catch(() => null);
    if (asked === address) place.innerHTML = answer?.html ?? "";
  };
  form.addEventListener("focusin", ({ target }) => {
    if (!target.name?.includes(".") || target.name === address) return;
    address = target.name;
    place.replaceChildren();
    draw();
  });
  form.addEventListener("saved", draw);
  details.addEventListener("toggle", draw);
}
