// SPDX-License-Identifier: EUPL-1.2
// ODK (@getodk/xforms-engine): an input a cell, a calculation a check; it follows dependencies by itself.
// It wants a DOM (jsdom) and takes Node for something its parser cannot load in, so Node hides while it is imported.
// Started with --conditions=browser: under Node's own conditions solid-js is the one without reactivity.
import { JSDOM } from "jsdom";
import { milliseconds, read, script, tell, typist, zipped } from "./asking.mjs";

const { window } = new JSDOM("");
const NAMES = ["document", "DOMParser", "XMLSerializer", "Node", "Document", "XMLDocument", "Element", "Attr", "Text", "Comment", "CDATASection", "ProcessingInstruction", "XPathResult", "XPathEvaluator", "XPathExpression"];
for (const name of NAMES) globalThis[name] ??= window[name];
globalThis.window = window;
const { process } = globalThis;
delete globalThis.process;
const { createInstance } = await import("@getodk/xforms-engine");
globalThis.process = process;

const [form, data] = [read("odk"), read("case")];
const opened = async () => {
  const nodes = {};
  const visit = (node) => {
    const { children, reference } = node.currentState;
    if (children) children.forEach(visit);
    else nodes[reference.slice(reference.lastIndexOf("/") + 1)] = node;
  };
  visit((await createInstance(form)).root);
  return nodes;
};
const nodes = await opened();
const type = ([name, value]) => nodes[name].setValue(value === null ? "" : BigInt(value));
const names = [...data.cells, ...data.before];
const fill = (answers) => names.forEach((name) => type([name, answers[name] ?? null]));
const verdicts = () => [...Array(data.checks).keys()].filter((number) => nodes[`R${number}`].currentState.value === "0");
const told = (answers) => { fill(answers); return verdicts(); };
const typed = ([name, value]) => {
  type([name, value]);
  return data.readers[name].filter((number) => nodes[`R${number}`].currentState.value === "0");
};

const violated = data.full.slice(0, 4).map((report) => told(report.answers));
const blank = data.blank.slice(0, 4).map((report) => told(report.answers));
fill(data.full[0].answers);
data.keystrokes.forEach(typed);
const after = verdicts();
let turn = 0;
tell({
  version: "0.22.0",
  violated,
  blank,
  after,
  keystroke: await milliseconds(typist(data.keystrokes, typed), 1500),
  full: await milliseconds(() => told(data.full[turn = (turn + 1) % 3].answers), 1500, 3),
  load: await milliseconds(opened, 1500, 3),
  payload: zipped(form),
  engine: script(new URL("../node_modules/@getodk/xforms-engine/dist/index.js", import.meta.url)),
});
