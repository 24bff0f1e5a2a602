// SPDX-License-Identifier: EUPL-1.2
// What makes a spreadsheet of the table is fetched when somebody first touches it (ADR 0131). Until it is there a cell
// is ready as it will be then, and what means something only there waits in its order: keys, a pasted block, a button.

const MEANT = new Set(["Enter", "Escape", "F2", "Home", "End", "PageUp", "PageDown", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);
const CHOSEN = "select, [list]"; // there arrows choose by themselves
const COMMANDS = new Set(["z", "y", "d", "a", " ", ...MEANT].map((key) => key.toLowerCase()));

/** `load` fetches and begins it; where that fails, the next touch tries again. */
export function onFirstTouch(form, load) {
  const { signal, abort } = listening();
  const listen = (type, hear) => form.addEventListener(type, hear, { capture: true, signal });
  let begun = null;
  let waiting = [];
  let before = "";
  const begin = () => { begun ??= load().then(arrive, () => { begun = null; waiting = []; }); };
  const wait = (event, replay) => {
    event.preventDefault();
    event.stopPropagation();
    waiting.push(replay);
  };

  function arrive() {
    abort();
    form.dataset.touched = "";
    const field = document.activeElement;
    if (isCell(field) && form.contains(field)) visit(field, before);
    for (const replay of waiting) replay(document.activeElement);
  }

  listen("pointerover", begin);
  listen("focusin", ({ target }) => {
    if (isCell(target)) {
      before = target.value;
      target.select?.();
    }
    begin();
  });
  if (form.contains(document.activeElement)) {
    before = document.activeElement.value; // somebody was quicker than this script
    begin();
  }
  listen("mousedown", (event) => {
    const field = event.target;
    if (event.button || event.shiftKey || !isCell(field) || !field.matches(".cells input") || field === document.activeElement) return;
    if (event.sourceCapabilities?.firesTouchEvents) return; // a finger means a place in the text
    event.preventDefault();
    field.focus({ preventScroll: true });
  });
  listen("keydown", (event) => {
    if (!isCell(event.target) || event.isComposing || event.altKey) return;
    begin();
    const { key } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.target.matches(CHOSEN) && key !== "Enter") return;
    const isMeant = isCommand ? COMMANDS.has(key.toLowerCase()) : MEANT.has(key) || (waiting.length && key.length === 1);
    if (isMeant) wait(event, (target) => press(target, event));
  });
  listen("paste", (event) => {
    if (!isCell(event.target)) return;
    begin();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", event.clipboardData.getData("text/plain"));
    wait(event, (target) => paste(target, clipboardData));
  });
  listen("click", (event) => {
    const link = event.target.closest("[data-prior]");
    if (!link || event.ctrlKey || event.metaKey) return;
    begin();
    wait(event, () => link.click());
  });
}

const isCell = (field) => Boolean(field?.name?.includes?.("."));

function listening() {
  const control = new AbortController();
  return { signal: control.signal, abort: () => control.abort() };
}

// It is entered as it was found; what was typed meanwhile is one step of that visit.
function visit(field, before) {
  const { value } = field;
  const isTyped = value !== before && !field.matches("select");
  if (isTyped) field.value = before;
  field.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  if (isTyped) field.value = value;
}

function press(target, event) {
  const isOpen = target.dispatchEvent(new KeyboardEvent("keydown", event));
  if (isOpen && event.key.length === 1 && !event.ctrlKey && !event.metaKey) document.execCommand("insertText", false, event.key);
}

function paste(target, clipboardData) {
  const isOpen = target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  if (isOpen) document.execCommand("insertText", false, clipboardData.getData("text/plain"));
}
