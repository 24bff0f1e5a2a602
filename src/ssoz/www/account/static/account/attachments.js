// SPDX-License-Identifier: EUPL-1.2
// Files dropped or chosen go at once, each with its own progress; the lists follow the scan. Without this file a form
// with a button does the same.

const PAUSE = 2500;

for (const panel of document.querySelectorAll("[data-attachments]")) {
  const form = panel.querySelector("form.upload");
  if (form) prepare(panel, form);
  follow(panel);
}

function prepare(panel, form) {
  const drop = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  form.querySelector("button").hidden = true;
  form.dataset.live = "";
  input.addEventListener("change", () => {
    send(panel, form, [...input.files]);
    input.value = "";
  });
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.dataset.over = "";
    });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => delete drop.dataset.over);
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    send(panel, form, [...event.dataTransfer.files]);
  });
}

async function send(panel, form, files) {
  const list = form.querySelector(".sending");
  for (const done of list.querySelectorAll("[data-tone=good]")) done.remove();
  for (const file of files) {
    const line = list.appendChild(document.createElement("li"));
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", `${form.dataset.sending} ${file.name}`);
    line.append(file.name, " ", bar);
    const sentence = file.size > Number(form.dataset.limit) ? `${file.name}: ${form.dataset.tooLarge}` : await post(form, file, bar);
    line.textContent = sentence || `${file.name}: ${form.dataset.done}`;
    line.dataset.tone = sentence ? "bad" : "good";
    await refresh(panel);
  }
}

// A request that tells how far it is; answers with the sentence of a refusal, or nothing.
function post(form, file, bar) {
  const body = new FormData(form);
  body.delete("files");
  body.append("files", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    });
    const known = () => [401, 422].includes(request.status) && request.responseText;
    request.addEventListener("load", () => resolve(request.status === 204 ? "" : known() || form.dataset.failed));
    request.addEventListener("error", () => resolve(`${file.name}: ${form.dataset.failed}`));
    request.send(body);
  });
}

async function follow(panel) {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (!panel.isConnected) return;
    if (panel.querySelector("[data-waiting]") && !document.hidden) await refresh(panel);
  }
}

// What lists say, without the token against forgery, which is written differently each time.
const said = (lists) => lists.innerHTML.replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1");

async function refresh(panel) {
  const lists = panel.querySelector("[data-follow]");
  try {
    const answer = await fetch(lists.dataset.follow, { headers: { "X-Background": "1" } });
    if (!answer.ok) return;
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-follow]");
    if (fresh && said(fresh) !== said(lists)) lists.replaceWith(fresh);
  } catch {
    return; // the network is away; the next look may find it
  }
}
