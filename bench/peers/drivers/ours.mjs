// SPDX-License-Identifier: EUPL-1.2
// Ours: the script of the reporter's page, given what the page is given. An edit evaluates what reads its cell.
import { brief, milliseconds, read, script, tell, typist, zipped } from "./asking.mjs";

const path = process.argv[3];
const { checksOf } = await import(path);
const [ours, data] = [read("ours"), read("case")];
const form = structuredClone(ours.form);
const opened = (situation) => checksOf(structuredClone(ours.form), structuredClone(situation));
const verdicts = (checks) => { checks.update(); return checks.findings().map(([key]) => key); };
const numbers = (checks) => verdicts(checks).map((key) => Number(key.slice(1))).sort((a, b) => a - b);
const told = (situation) => numbers(opened(situation));

const [clean, spoilt] = ours.full;
const page = opened(clean);
const type = ([name, value]) => { page.set(name.replaceAll("_", "."), value); return page.update(); };
const list = (stroke) => { type(stroke); return page.findings(); };
data.keystrokes.forEach(type);
const after = numbers(page);

const whole = opened(spoilt);
const cells = Object.entries(spoilt.sheets[""].cells);
tell({
  version: form.digest.slice(0, 12),
  violated: ours.full.map(told),
  blank: ours.blank.map(told),
  after,
  keystroke: brief(typist(data.keystrokes, type)),
  list: brief(typist(data.keystrokes, list)),
  full: await milliseconds(() => {
    for (const [address, value] of cells) whole.set(address, value);
    return verdicts(whole);
  }),
  payload: zipped(JSON.stringify(form)),
  engine: script(new URL(path)),
});
