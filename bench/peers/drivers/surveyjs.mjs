// SPDX-License-Identifier: EUPL-1.2
// SurveyJS (survey-core): a question a cell, an expression validator a check.
// For the full check each stands once, at the first cell it reads. For keystrokes it stands at every cell it reads, because
// a change validates the changed question alone. (Calculated values follow every change, ten times slower.)
import * as Survey from "survey-core";
import { milliseconds, read, script, tell, typist, zipped } from "./asking.mjs";

Survey.FunctionFactory.Instance.register("abs", ([value]) => Math.abs(value));
const [rules, data] = [read("surveyjs"), read("case")];
const own = new Set(data.cells);
const reads = Array.from(rules, () => []);
for (const [name, numbers] of Object.entries(data.readers)) for (const number of numbers) reads[number].push(name);

const formOf = (everywhere) => {
  const asked = Object.fromEntries(data.cells.map((name) => [name, { type: "text", inputType: "number", name }]));
  rules.forEach((expression, number) => {
    const validator = { type: "expression", text: `${number}`, expression };
    for (const name of everywhere ? reads[number] : reads[number].slice(0, 1)) (asked[name].validators ??= []).push(validator);
  });
  return { checkErrorsMode: "onValueChanged", elements: Object.values(asked) };
};
const form = formOf(false);
const opened = () => new Survey.SurveyModel(form);
const wrong = (question) => question.errors.map((error) => Number(error.text));
const numbers = (survey) => [...new Set(survey.getAllQuestions().flatMap(wrong))].sort((a, b) => a - b);

const survey = opened();
const filled = (answers) => { survey.data = answers; return survey; };
const told = (answers) => { filled(answers).validate(true); return numbers(survey); };

const typing = new Survey.SurveyModel(formOf(true));
typing.data = data.full[0].answers;
const questions = Object.fromEntries(typing.getAllQuestions().map((question) => [question.name, question]));
const type = ([name, value]) => { questions[name].value = value; return wrong(questions[name]); };
const state = new Set();
for (const stroke of data.keystrokes) {
  if (questions[stroke[0]].value === stroke[1]) continue; // not a change: nothing is validated
  const found = new Set(type(stroke));
  for (const number of data.readers[stroke[0]]) state[found.has(number) ? "add" : "delete"](number);
}
const keystroke = await milliseconds(typist(data.keystrokes, type), 1500);
const violated = data.full.slice(0, 6).map((report) => told(report.answers));
const blank = data.blank.slice(0, 6).map((report) => told(report.answers));
filled(data.full[1].answers);
tell({
  version: "3.1.1",
  violated,
  blank,
  after: [...state].sort((a, b) => a - b),
  keystroke,
  full: await milliseconds(() => survey.validate(true), 1500, 3),
  load: await milliseconds(opened, 1500, 3),
  payload: zipped(JSON.stringify(form)),
  engine: script(new URL("../node_modules/survey-core/survey.core.min.js", import.meta.url)),
});
