// SPDX-License-Identifier: Apache-2.0
// Keys that go through the lines of a list, and what the registration form says as one types.
"use strict";
(() => {
  // ---- Lines: arrows move, V opens the images of the line ------------------------------------
  const typing = (e) => /^(input|select|textarea)$/i.test(e.tagName)
    && !/^(checkbox|radio|button|submit)$/.test(e.type);
  const lines = () => [...document.querySelectorAll("tbody tr")]
    .map((row) => row.querySelector("a[href], input:not([disabled]):not([type=hidden])"))
    .filter((target) => target !== null);

  function move(step) {
    const all = lines();
    if (all.length === 0) return false;
    const at = all.findIndex((e) => e.closest("tr").contains(document.activeElement));
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
    all[Math.min(Math.max(next, 0), all.length - 1)].focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)
      || event.target.type === "radio" || document.querySelector("dialog[open]")) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (move(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    }
    if (event.key === "v" && !document.querySelector("[data-key='v']")) {
      document.activeElement?.closest("tr")?.querySelector("[data-view]:not([disabled])")?.click();
    }
  });

  // ---- A case: its images can be opened as soon as the first has arrived ----------------------
  const imaging = document.getElementById("imaging");
  const opener = document.querySelector("button[data-key='v']");
  if (imaging && opener) {
    new MutationObserver(() => { opener.disabled = !imaging.querySelector("[data-viewable]"); })
      .observe(imaging, { childList: true, subtree: true });
  }

  // ---- The room: who cannot see the next case come hears its name -----------------------------
  document.addEventListener("htmx:afterSettle", () => {
    document.querySelector("#room h1")?.focus({ preventScroll: true });
  });

  // ---- What is typed and not saved: nothing else of the page is sent, and leaving asks ---------
  const unsaved = document.querySelector("form[data-unsaved]");
  if (unsaved) {
    let dirty = false;
    const others = [...document.querySelectorAll("main form button[type='submit']")]
      .filter((button) => button.form !== unsaved && !button.disabled);
    unsaved.addEventListener("input", () => {
      dirty = true;
      others.forEach((button) => {
        button.disabled = true;
        button.title = unsaved.dataset.unsaved;
      });
    });
    unsaved.addEventListener("submit", () => { dirty = false; });
    window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  }

  // ---- The viewer's code, fetched while one reads, so that images open sooner -----------------
  async function fetchAhead() {
    const answer = await fetch("/viewer/ahead.json");
    if (!answer.ok) return;
    for (const href of await answer.json()) {
      document.head.append(Object.assign(document.createElement("link"),
        { rel: "prefetch", as: "script", href }));
    }
  }
  if (document.querySelector("form[target='spiders-viewer']")) {
    requestIdleCallback(() => fetchAhead().catch(() => {}), { timeout: 2000 });
  }

  // ---- The registration form ------------------------------------------------------------------
  const form = document.querySelector("[data-case-form]");
  if (!form) return;

  const isDate = (text) => {
    const parts = /^(\d{2})[/. -]?(\d{2})[/. -]?(\d{4})$/.exec(text.trim());
    if (!parts) return /^\d{4}-\d{2}-\d{2}$/.test(text.trim());
    const [, day, month, year] = parts.map(Number);
    const date = new Date(Date.UTC(year, Math.max(month, 1) - 1, Math.max(day, 1)));
    return date.getUTCMonth() === Math.max(month, 1) - 1
      && date.getUTCDate() === Math.max(day, 1) && date <= new Date();
  };
  const isIns = (text) => {
    const plain = text.replace(/[\s.]/g, "").toUpperCase();
    if (plain === "") return true;
    if (!/^\d{6}[0-9AB]\d{8}$/.test(plain)) return false;
    const number = BigInt(plain.slice(0, 13).replace("2A", "19").replace("2B", "18"));
    return 97n - (number % 97n) === BigInt(plain.slice(13));
  };
  const checks = {
    required: (text) => text.trim() !== "",
    date: isDate,
    ins: isIns,
  };

  function judge(field) {
    const check = checks[field.dataset.check];
    const place = document.getElementById(`${field.id}-error`);
    if (!check || !place) return true;
    const fine = check(field.value);
    field.setAttribute("aria-invalid", String(!fine));
    place.hidden = fine;
    const words = place.querySelector("[data-text]");
    if (!fine) words.textContent = words.dataset.text;
    return fine;
  }

  form.addEventListener("focusout", (event) => {
    const field = event.target;
    if (field.dataset?.check && (field.value.trim() !== "" || field.dataset.left)) judge(field);
    if (field.dataset) field.dataset.left = "yes";
  });
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (field.getAttribute("aria-invalid") === "true") judge(field);
    if (field.id === "birthDate" && event.inputType === "insertText") slash(field);
  });
  form.addEventListener("change", (event) => {
    const place = document.getElementById(`${event.target.name}-error`);
    if (place && event.target.checked) place.hidden = true;
  });
  // 14031956 becomes 14/03/1956 while it is typed, and 3/4/1956 becomes 03/04/1956.
  function slash(field) {
    if (!/^[\d/]*$/.test(field.value)) return;
    const digits = field.value.split("/")
      .map((group, i, all) => (i < all.length - 1 && group.length === 1 ? `0${group}` : group))
      .join("");
    const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 8)];
    field.value = parts.filter((part, i) => i === 0 || part !== "").join("/");
  }

  document.querySelector("[aria-invalid='true']")?.focus();
})();
