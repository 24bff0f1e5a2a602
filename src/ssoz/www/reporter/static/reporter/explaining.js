// SPDX-License-Identifier: EUPL-1.2
// A warning is explained without leaving the page: what was typed is saved first, then the reason, once, and the
// finding is told anew. A refusal is said at the form.
import { postForm, Refused, SignedOut } from "./server.js";

export function explainInPlace(form, saver, live) {
  let isBusy = false;
  document.addEventListener("submit", async (event) => {
    const asked = event.target;
    if (!asked.matches(".explain form")) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // leaving.js would save, too, and hand it in again
    if (isBusy) return;
    isBusy = true;
    const problem = asked.querySelector(".problem");
    problem.hidden = true;
    try {
      await saver.flush();
      const { csrfmiddlewaretoken: _token, ...fields } = Object.fromEntries(new FormData(asked));
      live.sending();
      const { findings } = await postForm(form, asked.action, fields);
      live.tell(findings);
      asked.closest("details").open = false;
      asked.closest("li").focus();
    } catch (failure) {
      const signedOut = failure instanceof SignedOut && document.getElementById("stan-zapisu").dataset.signedOut;
      problem.textContent = signedOut || (failure instanceof Refused ? failure.message : form.dataset.offline);
      problem.hidden = false;
    } finally {
      isBusy = false;
    }
  }, true);
}
