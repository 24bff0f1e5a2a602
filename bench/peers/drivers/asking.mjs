// SPDX-License-Identifier: EUPL-1.2
// What the drivers under Node share.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const place = process.argv[2];
export const read = (name) => JSON.parse(readFileSync(`${place}/${name}.json`));
export const zipped = (text) => gzipSync(text, { level: 9 }).length;
export const script = (path) => zipped(readFileSync(path));
export const tell = (found) => process.stdout.write(`${JSON.stringify(found)}\n`, () => process.exit(0));

const scale = Number(process.env.SSOZ_BENCH_SCALE ?? 1); // of the time spent on each figure
const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const middle = (found) => found.sort((a, b) => a - b)[found.length >> 1];

/** Types the next cell at each call, another value than it holds. */
export function typist(keystrokes, type) {
  let count = 0;
  return () => {
    const [name, value] = keystrokes[count % keystrokes.length];
    type([name, value + (Math.floor(count / keystrokes.length) & 1)]);
    count += 1;
  };
}

/** Median processor time of one call in milliseconds, warm; all batches together take about `budget` milliseconds. */
export async function milliseconds(work, spend = 700, runs = 7) {
  const budget = spend * scale;
  for (let start = spent(), calls = 0; calls < 2 || (spent() - start < budget / 5 && calls < 2000); calls += 1) await work();
  let start = spent();
  await work();
  const one = Math.max(spent() - start, 1e-3);
  const times = Math.max(1, Math.floor(budget / runs / one));
  const taken = [];
  for (let run = 0; run < (one < budget ? runs : 3); run += 1) {
    start = spent();
    for (let call = 0; call < times; call += 1) await work();
    taken.push((spent() - start) / times);
  }
  return middle(taken);
}

/** The same for work that is far shorter than a promise: called in a plain loop. */
export function brief(work, spend = 700, runs = 7) {
  const budget = spend * scale;
  for (let call = 0; call < 2000; call += 1) work();
  let start = spent();
  for (let call = 0; call < 2000; call += 1) work();
  const times = Math.max(1, Math.floor((budget / runs) * 2000 / Math.max(spent() - start, 1e-3)));
  const taken = [];
  for (let run = 0; run < runs; run += 1) {
    start = spent();
    for (let call = 0; call < times; call += 1) work();
    taken.push((spent() - start) / times);
  }
  return middle(taken);
}
