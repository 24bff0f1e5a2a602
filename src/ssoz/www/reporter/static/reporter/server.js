// SPDX-License-Identifier: EUPL-1.2
// One way to speak to the server, and what its answers mean.

export class Refused extends Error {} // the server said no, with a sentence: trying again would not help
export class SignedOut extends Error {} // the session has ended; what was typed stays on the page

const PATIENCE = 20000;

// The page saves by itself: what keeps the session alive is the typing, of which account/session.js tells.
export async function post(form, body) {
  const headers = { "Content-Type": "application/json", "X-Background": "1" };
  const response = await send(form, form.dataset.save, headers, JSON.stringify(body));
  return response.json();
}

export async function postForm(form, address, fields) {
  const data = new URLSearchParams(fields);
  const response = await send(form, address, {}, data);
  return response.json();
}

async function send(form, address, headers, body) {
  const response = await fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body,
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.type === "opaqueredirect" || response.status === 401) {
    document.dispatchEvent(new Event("session:over"));
    throw new SignedOut();
  }
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  if (response.status >= 500 || response.status === 429 || !isJson) throw new Error(`HTTP ${response.status}`);
  if (!response.ok) throw new Refused((await response.json()).message);
  return response;
}
