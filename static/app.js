/* Enhancement only: every task works without this file. */
"use strict";

/* Focus what the server marked: the summary of errors, the confirmation. */
const first = document.querySelector("[autofocus]");
if (first) first.focus();

/* Exact times in the reader's own zone, on hover. */
for (const time of document.querySelectorAll("time[datetime]")) {
  time.title = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: "long", timeStyle: "short" });
}

/* A count near the limit; typing past it is allowed and explained. */
for (const input of document.querySelectorAll("[data-longest]")) {
  const longest = Number(input.dataset.longest);
  const words = document.createElement("p");
  words.className = "hint";
  words.setAttribute("role", "status");
  input.after(words);
  const count = () => {
    const left = longest - [...input.value].length;
    words.textContent = left > 40 ? "" : left >= 0 ? `${left} characters left` : `${-left} characters too many`;
  };
  input.addEventListener("input", count);
  count();
}

const form = document.querySelector("form[data-autosave]");
if (form) {
  const said = form.querySelector("[data-saved]");
  const clock = () => new Date().toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
  const address = form.getAttribute("action"); // form.action are the buttons of that name
  let timer = 0; // of the next save
  let saving = null; // the save under way
  let pressed = false; // a button, seconds ago
  let stopped = false;

  /* Tags follow what is typed. */
  const value = (name) => {
    const field = form.elements[name];
    return (field.value || "").replace(/\r\n/g, "\n").trim();
  };
  const tags = () => {
    for (const about of form.querySelectorAll("[data-about]")) {
      const suggestion = about.querySelector("[data-suggestion]").content.textContent.trim();
      const edited = value(about.dataset.about) !== suggestion;
      about.querySelector("[data-suggested-tag]").hidden = edited;
      for (const tag of about.querySelectorAll("[data-edited-tag]")) tag.hidden = !edited;
    }
  };

  /* A ticket from nothing gets an address of its own: by it a reload, or the way back, finds what became of it. */
  const remember = () => {
    if (!location.search) history.replaceState(null, "", `${address}?draft=${form.elements.key.value}`);
  };

  const store = async () => {
    const data = new FormData(form);
    data.set("action", "autosave");
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: new URLSearchParams(data),
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(5000),
        keepalive: document.hidden,
      });
      const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      const body = isJson ? await answer.json() : {};
      if (answer.ok && isJson) {
        form.elements.version.value = body.version;
        form.elements.key.value = body.key;
        remember();
        said.textContent = `Saved ${clock()}`;
      } else if (answer.status === 409) {
        stopped = true;
        said.textContent = "Changed in another window. Press Save for later to see both texts.";
      } else {
        said.textContent = "Not saved. Press Save for later; nothing you typed is lost.";
      }
    } catch {
      said.textContent = "Not saved: no connection. We try again as you type.";
    }
  };
  const save = async () => {
    clearTimeout(timer);
    timer = 0;
    while (saving) await saving;
    if (stopped || pressed) return;
    saving = store();
    await saving;
    saving = null;
  };

  form.addEventListener("input", () => {
    tags();
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });

  /* The save under way finishes first, so that the form carries its version. A second press within seconds is
     ignored; later ones go through, since the server recognises a repeat. */
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    timer = 0;
    if (pressed || saving) event.preventDefault();
    if (pressed) return;
    pressed = true;
    if (saving) {
      await saving;
      pressed = false;
      form.requestSubmit(event.submitter);
    } else {
      remember();
      setTimeout(() => { pressed = false; }, 4000);
    }
  });
  window.addEventListener("pageshow", () => { pressed = false; });

  /* A language model's suggestion comes when it comes: below the fields, never into them. */
  const ask = form.querySelector("[data-offer-ask]");
  const told = form.querySelector("[data-offer-status]");
  const offer = async () => {
    ask.hidden = true;
    told.textContent = "Looking for another suggestion. You can go on meanwhile.";
    const data = new FormData(form);
    data.set("action", "offer");
    try {
      const answer = await fetch(address, {
        method: "POST",
        body: new URLSearchParams(data),
        redirect: "error",
        signal: AbortSignal.timeout(120_000),
      });
      const holder = document.createElement("template");
      holder.innerHTML = answer.ok ? await answer.text() : "";
      for (const found of holder.content.querySelectorAll("[data-offer-for]")) {
        form.querySelector(`[data-offer-slot="${found.dataset.offerFor}"]`).replaceChildren(...found.childNodes);
      }
      told.textContent = holder.content.querySelector("[data-offer-said]").textContent;
      ask.hidden = holder.content.querySelector("[data-offer-for]") !== null;
    } catch {
      told.textContent = "There is no other suggestion at the moment.";
      ask.hidden = false;
    }
  };
  if (ask && "offerDue" in ask.dataset) offer();
}
