// SPDX-License-Identifier: EUPL-1.2
// Sections fold. A link to a cell unfolds its section; paper shows all of them.

/** Those of the form itself, in their order. */
export const sectionsOf = (form) => [...form.children].filter((part) => part.matches("details[data-symbol]"));

const sections = () => [...document.querySelectorAll("details.section")];

/** Room for what stays in sight, the head and on a telephone the bar of buttons: nothing one is led to lies under them,
    and the line about a cell stands on the bar, however many lines their texts take. */
export function makeRoom() {
  const kept = { head: document.querySelector(".sheet-head"), bar: document.querySelector(".sheet-head .actions") };
  for (const [name, part] of Object.entries(kept)) {
    if (part) new ResizeObserver(() => document.documentElement.style.setProperty(`--${name}`, `${part.offsetHeight}px`)).observe(part);
  }
}

export function foldSections() {
  const key = `zwiniete:${location.pathname}`;
  const folded = new Set(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
  for (const section of sections()) {
    if (folded.has(section.id)) section.open = false;
    section.addEventListener("toggle", () => {
      const closed = sections().filter(({ open }) => !open).map(({ id }) => id);
      sessionStorage.setItem(key, JSON.stringify(closed));
    });
  }
  document.documentElement.classList.add("scripted");
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-fold]");
    if (button) for (const section of sections()) section.open = button.dataset.fold === "open";
  });
}

export function openTarget() {
  const go = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) show(target);
  };
  addEventListener("hashchange", go);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) go(); // the same link again changes no hash
  });
  go();
}

/** Goes there, whatever is folded. */
export function show(target) {
  for (let details = target.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
  const block = target.matches("details, section") ? "start" : "center";
  target.scrollIntoView({ block, inline: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  if (target.matches("details")) return;
  if (!target.matches("a, button, input, select, textarea, [tabindex]")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** The section one is in, in the list of sections. */
export function markCurrent() {
  const links = new Map([...document.querySelectorAll("#spis a")].map((link) => [link.hash.slice(1), link]));
  let current = null;
  const mark = (section) => {
    const link = links.get(section?.id);
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    current = link;
  };
  const seen = new IntersectionObserver((entries) => mark(entries.find((entry) => entry.isIntersecting)?.target), { rootMargin: "-35% 0px -60% 0px" });
  for (const section of sections()) seen.observe(section);
  document.addEventListener("focusin", ({ target }) => mark(target.closest("details.section")));
}

/** First columns stand still once a table is scrolled to the side; before, they need not, and a key costs less. */
export function markMoved() {
  const mark = ({ target }) => target.classList?.toggle("moved", target.scrollLeft > 0);
  document.addEventListener("scroll", mark, { capture: true, passive: true });
}

export function unfoldForPrint() {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = sections().filter(({ open }) => !open);
    for (const section of folded) section.open = true;
  });
  addEventListener("afterprint", () => {
    for (const section of folded) section.open = false;
  });
}
