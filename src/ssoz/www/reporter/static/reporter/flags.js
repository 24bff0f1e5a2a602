// SPDX-License-Identifier: EUPL-1.2
// Flags at cells while one types: a value carried over and changed waits no longer; in a correction a changed cell says
// so at once. What the server draws the next time is the same.
const form = document.getElementById("arkusz");
const pattern = document.getElementById("wzor-zmiany")?.content.firstElementChild;

const shown = (field) => (field.matches("select") ? [...field.options].find(({ defaultSelected }) => defaultSelected)?.value ?? "" : field.defaultValue);

form?.addEventListener("change", ({ target }) => {
  if (!target.name?.includes(".")) return;
  const place = target.parentElement;
  const differs = target.value.trim() !== shown(target).trim();
  if (differs) place.querySelector(".flag.prefilled")?.remove();
  const own = place.querySelector(".flag[data-own]");
  if (!differs) own?.remove();
  else if (pattern && !place.querySelector(".flag.changed")) flagsOf(target).append(pattern.cloneNode(true));
});

function flagsOf(field) {
  const known = field.parentElement.querySelector(".flags");
  if (known) return known;
  const flags = Object.assign(document.createElement("span"), { className: "flags" });
  field.after(flags);
  return flags;
}
