// SPDX-License-Identifier: EUPL-1.2
// A click makes a cell ready, a second one edits inside it; dragging or Shift selects a block. A finger scrolls.
import { gridOf } from "./grid.js";

export function selectWithMouse(form, block, cursor) {
  let byFinger = false;
  let dragged = null; // the grid in which a block is being drawn
  form.addEventListener("pointerdown", ({ pointerType }) => { byFinger = pointerType !== "mouse"; }, true);
  form.addEventListener("mousedown", (event) => {
    const at = event.button === 0 && !byFinger && gridOf(event.target)?.find(event.target);
    if (!at || event.target.closest("a, button, option")) return;
    if (event.shiftKey && block.grid === gridOf(event.target)) {
      event.preventDefault();
      block.extend(at);
      return;
    }
    const field = event.target.closest("input, select");
    if (!field) return;
    dragged = gridOf(field);
    if (field.matches("select")) return;
    if (field === document.activeElement) cursor.isEditing = !block.collapse();
    else {
      event.preventDefault();
      field.focus({ preventScroll: true });
    }
  });
  form.addEventListener("mousemove", (event) => {
    if (!dragged || !(event.buttons & 1)) return;
    const at = dragged.find(event.target);
    const { head } = block;
    if (!at || block.grid !== dragged || !head || (at.row === head.row && at.column === head.column)) return;
    cursor.isEditing = false;
    getSelection().removeAllRanges();
    block.extend(at);
  });
  addEventListener("mouseup", () => { dragged = null; });
}
