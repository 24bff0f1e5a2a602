// SPDX-License-Identifier: EUPL-1.2
// json-logic-engine: JSONLogic. It has no index of what a rule reads; ours is lent to it. Compiled rules (`written`) are
// text given to eval, which the content security policy of such a page forbids; without eval it interprets.
import { LogicEngine } from "json-logic-engine";
import { brief, milliseconds, read, script, tell, typist, zipped } from "./asking.mjs";

const [written, data, large] = [read("jsonlogic"), read("case"), read("large")];
const compiled = (rules) => { const engine = new LogicEngine(); return rules.map((rule) => engine.build(rule)); };
const cautious = new LogicEngine();
const interpreted = (rules) => rules.map((rule) => (answers) => cautious.run(rule, answers));

const measured = async (rules) => {
  const verdicts = (answers) => rules.flatMap((rule, number) => (rule(answers) ? [] : [number]));
  const answers = { ...data.full[0].answers };
  const state = rules.map((rule) => !rule(answers));
  const type = ([name, value]) => {
    answers[name] = value;
    for (const number of data.readers[name]) state[number] = !rules[number](answers);
  };
  data.keystrokes.forEach(type);
  return {
    violated: data.full.map((report) => verdicts(report.answers)),
    blank: data.blank.map((report) => verdicts(report.answers)),
    after: state.flatMap((wrong, number) => (wrong ? [number] : [])),
    keystroke: brief(typist(data.keystrokes, type)),
    full: await milliseconds(() => verdicts(data.full[1].answers)),
  };
};

tell({
  version: "5.0.7",
  ...(await measured(interpreted(written))),
  written: await measured(compiled(written)),
  load: await milliseconds(() => compiled(written)),
  large: await milliseconds(() => compiled(large.jsonlogic), 1000, 3),
  payload: zipped(JSON.stringify(written)),
  engine: script(new URL("../node_modules/json-logic-engine/dist/esm/index.js", import.meta.url)),
});
