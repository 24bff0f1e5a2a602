// SPDX-License-Identifier: EUPL-1.2
// Whoever goes on by a button, a link or another form has everything saved first. A cell that cannot be saved as it stands
// keeps the page, and is led to (ADR 0147).
import { show } from "./sections.js";

export function saveBeforeLeaving(form, saver) {
  let isLeaving = false;

  // „Zapisz” and „Weryfikuj”; where the server refuses everything, its own page says why. With no way to it the sheet
  // stays: the browser's page would hide what was typed.
  form.addEventListener("submit", async (event) => {
    const { submitter: button } = event;
    if (button?.name !== "dalej") return;
    event.preventDefault();
    const isSaved = await saver.flush();
    if (isSaved && button.value === "zapisz") saver.keep();
    else if (saver.stuck) show(saver.stuck);
    else if (!saver.isAway) {
      isLeaving = true;
      if (isSaved && button.dataset.next) location.assign(button.dataset.next);
      else plainly(form, saver.base, button);
    }
  });

  let isSaving = false; // whoever presses twice goes on once
  const first = async (event, go) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isSaving) return;
    isSaving = true;
    const isSaved = await saver.flush();
    isSaving = false;
    if (isSaved) go();
    else if (saver.stuck) show(saver.stuck);
  };
  // Whoever signs out or reads in another language may leave what is refused: the browser asks.
  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (target !== form && target.method !== "dialog" && saver.isWaiting) first(event, () => target.requestSubmit(submitter));
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-flush]");
    if (link && (saver.isWaiting || saver.stuck)) first(event, () => location.assign(link.href));
  });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && !saver.isSaved) event.preventDefault();
  });
}

function plainly(form, base, button) {
  const { name, value } = button;
  if (button.hasAttribute("formaction")) form.action = button.formAction;
  form.elements.base.value = JSON.stringify(base);
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  HTMLFormElement.prototype.submit.call(form);
}
