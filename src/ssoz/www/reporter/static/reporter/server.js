// SPDX-License-Identifier: EUPL-1.2
// One way to speak to the server, and what its answers mean.

export class Refused extends Error {} // the server said no, with a sentence: trying again would not help
export class SignedOut extends Error { isFinal = true; } // the session has ended; what was typed is kept

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

// Something the page asks by itself: nobody is at work for it.
export async function ask(address) {
  const headers = { Accept: "application/json", "X-Background": "1" };
  return (await understood(await fetch(address, { headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) }))).json();
}

async function send(form, address, headers, body, isSecond = false) {
  const response = await fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body,
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.status === 403 && !isJson(response) && !isSecond && (await renew(form))) return send(form, address, headers, body, true);
  return understood(response);
}

async function understood(response) {
  if (response.type === "opaqueredirect" || response.status === 401) {
    document.dispatchEvent(new Event("session:over"));
    throw new SignedOut();
  }
  if (response.status >= 500 || response.status === 429 || !isJson(response)) throw new Error(`HTTP ${response.status}`);
  if (!response.ok) throw new Refused((await response.json()).message);
  return response;
}

const isJson = (response) => (response.headers.get("Content-Type") ?? "").includes("json");

// Who signed in again in another tab has another token against forgery; somebody else never gets to hand in what is here.
async function renew(form) {
  const { person, token } = await ask(form.dataset.key);
  if (person !== document.getElementById("sesja")?.dataset.person) {
    document.dispatchEvent(new Event("session:other"));
    throw new SignedOut();
  }
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
  return true;
}
