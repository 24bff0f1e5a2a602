// SPDX-License-Identifier: EUPL-1.2
// The reminder takes the page's attention; without this file it stands on the page, and its button does the same.
for (const dialog of document.querySelectorAll("dialog[data-modal]")) {
  dialog.close();
  dialog.showModal();
}
