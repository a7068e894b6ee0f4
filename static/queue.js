/* The agents' queue by keyboard, selecting, undoing; all of it works without this file, only slower. */
"use strict";

{
  const rows = [...document.querySelectorAll("[data-ticket]")];
  const bulk = document.getElementById("bulk");
  const keys = document.getElementById("keys");
  const kept = { marked: "queue-marked", off: "queue-keys-off" };
  const stored = (store, name, value) => {
    try {
      if (value === undefined) return store.getItem(name);
      store.setItem(name, value);
    } catch { /* storage is switched off: nothing is remembered */ }
    return null;
  };

  /* A row is marked by the focus on its link, so that Enter opens it and a screen reader reads it. */
  let marked = rows.findIndex((row) => row.dataset.ticket === stored(sessionStorage, kept.marked));
  const mark = (index, { focus } = { focus: true }) => {
    rows[marked]?.classList.remove("is-marked");
    marked = index;
    rows[marked].classList.add("is-marked");
    stored(sessionStorage, kept.marked, rows[marked].dataset.ticket);
    if (focus) rows[marked].querySelector(".q-title a").focus();
  };
  if (marked >= 0) mark(marked, { focus: false });
  rows.forEach((row, index) => row.addEventListener("focusin", () => mark(index, { focus: false })));

  /* Selecting. */
  const boxes = rows.map((row) => row.querySelector("input[name=id]"));
  const all = document.querySelector("[data-pick-all]");
  const picked = () => boxes.filter((box) => box.checked).length;
  const told = document.querySelector("[data-picked]");
  const untold = told?.textContent;
  const tell = () => {
    const count = picked();
    all.checked = count > 0 && count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
    told.textContent = count ? `${count} selected:` : untold;
    rows.forEach((row, index) => row.classList.toggle("is-picked", boxes[index].checked));
  };
  if (bulk) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      tell();
    });
    for (const box of boxes) box.addEventListener("change", tell);
    window.addEventListener("pageshow", tell);
    tell();
  }

  /* Giving the marked ticket to oneself. */
  const take = () => {
    const form = document.getElementById("take");
    form.elements.id.value = rows[marked].dataset.ticket;
    form.requestSubmit();
  };

  const dialog = () => (keys.open ? keys.close() : keys.showModal());
  const opener = document.querySelector("[data-keys-open]");
  opener.hidden = false;
  opener.querySelector("button").addEventListener("click", dialog);
  const on = document.querySelector("[data-keys-on]");
  on.checked = stored(localStorage, kept.off) !== "yes";
  on.addEventListener("change", () => stored(localStorage, kept.off, on.checked ? "no" : "yes"));

  const search = document.getElementById("f-q");
  const actions = {
    j: () => mark(Math.min(marked + 1, rows.length - 1)),
    k: () => mark(Math.max(marked - 1, 0)),
    Enter: () => rows[marked]?.querySelector(".q-title a").click(),
    c: () => rows[marked] && location.assign(`${rows[marked].querySelector(".q-title a").href}#body`),
    x: () => rows[marked] && boxes[marked].click(),
    a: () => rows[marked] && take(),
    "/": () => search.select(),
    "?": dialog,
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (event.key === "Escape" && event.target === search) search.blur();
    if (typing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat && event.key === "a") return;
    if (!on.checked || !(event.key in actions) || (keys.open && event.key !== "?")) return;
    if (event.key === "Enter" && event.target !== document.body && event.target.id !== "main") return;
    if ("jk".includes(event.key) && !rows.length) return;
    event.preventDefault();
    actions[event.key]();
  });

  /* Undo, as long as it can be: the seconds are for the eye, the end is told once. */
  const undo = document.querySelector("[data-undo]");
  if (undo) {
    const hint = undo.querySelector(".hint");
    const until = Date.now() + Number(undo.dataset.undo) * 1000;
    const words = document.createElement("p");
    words.className = "hint";
    words.setAttribute("role", "status");
    undo.after(words);
    hint.setAttribute("aria-hidden", "true");
    const tick = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      hint.textContent = `${left} s`;
      if (left > 0) return;
      clearInterval(timer);
      if (undo.contains(document.activeElement)) document.getElementById("done-title").focus();
      undo.hidden = true;
      words.textContent = "It can no longer be undone.";
    };
    const timer = setInterval(tick, 500);
    undo.addEventListener("submit", () => clearInterval(timer));
    tick();
  }

  /* Filters that are not set stay out of the address. */
  const filter = document.querySelector(".queue-filter");
  filter.addEventListener("submit", () => {
    const idle = [...filter.elements].filter((e) => e.name && e.name !== "status" && (!e.value || e.value === "any"));
    for (const field of idle) field.disabled = true;
    setTimeout(() => { for (const field of idle) field.disabled = false; });
  });
}
