// SPDX-License-Identifier: EUPL-1.2
// What an event changes is written in the frame that shows it. Written at once, it would be laid out at once, by the
// next thing that asks where something stands: a table of sixty wards several times for one key (ADR 0135).

const waiting = new Map();

/** The last `work` under a name counts. */
export function inFrame(name, work) {
  if (!waiting.size) requestAnimationFrame(writeAll);
  waiting.set(name, work);
}

function writeAll() {
  const works = [...waiting.values()];
  waiting.clear();
  for (const work of works) work();
}
