/* The ticket page: keys, keeping what is typed, who else is writing. Every task works without this file. */
"use strict";

{
  const box = document.querySelector("[data-reply]");
  const text = box.elements.body;
  const keys = document.querySelector("[data-keys]");
  const EVERY = 10_000; // milliseconds from one post of what is typed to the next

  /* Single keys, unless switched off: the same switch as in the queue. */
  const stored = (value) => {
    try {
      if (value !== undefined) localStorage.setItem("shortcuts", value);
      return localStorage.getItem("shortcuts");
    } catch { // storage is closed: the keys work, the choice is not kept
      return null;
    }
  };
  let listening = stored() !== "off";
  const press = (name) => {
    const found = document.querySelector(`[data-${name}]`);
    if (found) found.click();
  };
  const write = (internal) => {
    const kind = document.getElementById(internal ? "as-note" : "as-reply");
    if (kind) kind.checked = true;
    if (kind || !internal) text.focus();
  };
  const help = () => {
    keys.querySelector("[data-keys-switch]").checked = listening;
    keys.showModal();
  };
  const actions = {
    c: () => write(false),
    r: () => write(false),
    n: () => write(true),
    a: () => press("take"),
    j: () => press("next"),
    k: () => press("previous"),
    u: () => press("back"),
    "?": help,
  };
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && at === text) {
      event.preventDefault();
      box.requestSubmit(box.querySelector("[data-send]"));
      return;
    }
    const typing = at.closest("input:not([type=radio], [type=checkbox]), textarea, select, dialog, [contenteditable]");
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
    if (!listening || typing || !action || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    event.preventDefault();
    action();
  });
  const open = document.querySelector("[data-keys-open]");
  open.hidden = false;
  open.addEventListener("click", help);
  keys.querySelector("[data-keys-switch]").addEventListener("change", (event) => {
    listening = event.target.checked;
    stored(listening ? "on" : "off");
  });

  /* What is typed is kept on the server, and tells the others that somebody is writing. */
  const said = box.querySelector("[data-reply-saved]");
  const others = document.querySelector("[data-writing]");
  const clock = () => new Date().toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
  let timer = 0; // of the next post
  let last = -EVERY; // when the newest began
  let posting = null; // the one under way
  let sent = false; // the form itself, seconds ago

  const show = (names) => {
    if (!others) return;
    const words = names.length ? `${names.join(", ")} ${names.length > 1 ? "are" : "is"} writing a reply` : "";
    if (others.textContent !== words) others.textContent = words;
  };
  const post = async () => {
    try {
      const answer = await fetch(box.dataset.writingAddress, {
        method: "POST",
        body: new URLSearchParams(new FormData(box)),
        headers: { Accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(5000),
        keepalive: document.hidden,
      });
      const body = await answer.json();
      if (!answer.ok) throw new Error(body.message);
      show(body.writing);
      said.textContent = text.value.trim() && body.saved_at ? `Kept ${clock()}, not sent` : "";
    } catch {
      said.textContent = "Not kept at the moment. It is still in the box.";
    }
  };
  const keep = async () => {
    clearTimeout(timer);
    timer = 0;
    while (posting) await posting;
    if (sent) return;
    last = performance.now();
    posting = post();
    await posting;
    posting = null;
  };
  const soon = () => {
    if (!timer) timer = setTimeout(keep, Math.max(1000, last + EVERY - performance.now()));
  };
  box.addEventListener("input", soon);
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) keep(); });

  /* A post under way ends first, so that what is sent does not come back as unsent. A second press within seconds
     is ignored; later ones go through, since the server recognises a repeat. */
  box.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    timer = 0;
    if (sent || posting) event.preventDefault();
    if (sent) return;
    sent = true;
    if (posting) {
      await posting;
      sent = false;
      box.requestSubmit(event.submitter);
    } else {
      setTimeout(() => { sent = false; }, 4000);
    }
  });
  window.addEventListener("pageshow", () => { sent = false; });

  /* Who sees the page has read it. */
  const read = document.querySelector("[data-read]");
  const note = async () => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", note);
    try {
      const body = new URLSearchParams(new FormData(read));
      await fetch(read.action, { method: "POST", body, redirect: "manual" });
      read.hidden = true;
    } catch { // no connection: the button stays
    }
  };
  if (read) {
    document.addEventListener("visibilitychange", note);
    note();
  }
}
