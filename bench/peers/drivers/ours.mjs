// SPDX-License-Identifier: EUPL-1.2
// Ours: the script of the reporter's page, given what the page is given. An edit evaluates what reads its cell.
import { brief, milliseconds, read, script, tell, typist, zipped } from "./common.mjs";

const path = process.argv[3];
const { Checks } = await import(path);
const [ours, data] = [read("ours"), read("case")];
const form = structuredClone(ours.form);
const opened = (situation) => new Checks(structuredClone(ours.form), structuredClone(situation));
const numbers = (checks) => checks.findings().map(([key]) => Number(key.slice(1))).sort((a, b) => a - b);
const told = (situation) => { const checks = opened(situation); checks.update(); return numbers(checks); };

const [clean, spoilt] = ours.full.slice(0, 2);
const page = opened(clean);
page.update();
const type = ([name, value]) => { page.set(name.replaceAll("_", "."), value); page.update(); };
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
  full: await milliseconds(() => {
    for (const [address, value] of cells) whole.set(address, value);
    whole.update();
    return whole.findings();
  }),
  payload: zipped(JSON.stringify(form)),
  engine: script(new URL(path)),
});
