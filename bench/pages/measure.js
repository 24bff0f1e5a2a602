// SPDX-License-Identifier: EUPL-1.2
// Runs in each page before its own scripts: what the browser notices of painting, shifting and blocking.

(() => {
  const seen = { fcp: 0, lcp: 0, cls: 0, tbt: 0, events: [] };
  globalThis.seen = seen;
  const watch = (type, take, options = {}) => {
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
  };
  watch("paint", ({ name, startTime }) => { if (name === "first-contentful-paint") seen.fcp = startTime; });
  watch("largest-contentful-paint", ({ startTime }) => { seen.lcp = startTime; });
  watch("layout-shift", ({ value, hadRecentInput }) => { if (!hadRecentInput) seen.cls += value; });
  watch("longtask", ({ duration }) => { seen.tbt += Math.max(0, duration - 50); });
  watch("event", ({ name, duration }) => { if (name === "keydown") seen.events.push(duration); }, { durationThreshold: 16 });
})();
