// SPDX-License-Identifier: Apache-2.0
// What pages need beyond htmx: docs/interface.md lists the data- attributes.
"use strict";
(() => {
  const root = document.documentElement;
  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
  const closest = (event, selector) =>
    event.target instanceof Element ? event.target.closest(selector) : null;

  // ---- Toasts ------------------------------------------------------------------------------
  function toast(text, style = "info") {
    const place = document.getElementById("toasts");
    if (!place || !text) return;
    const box = document.createElement("div");
    box.className = `alert alert-${style}`;
    box.setAttribute("role", style === "bad" ? "alert" : "status");
    box.textContent = text;
    place.append(box);
    setTimeout(() => box.remove(), style === "bad" ? 12000 : 5000);
  }

  // ---- htmx: forged requests, failures -----------------------------------------------------
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRF-TOKEN"] = meta("csrf-token");
  });
  document.addEventListener("htmx:sendError", () => toast(meta("text-offline"), "bad"));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 401) toast(meta("text-failed"), "bad");
  });
  document.addEventListener("toast", (event) =>
    toast(event.detail?.text ?? event.detail?.value, event.detail?.style));

  // ---- Theme -------------------------------------------------------------------------------
  function isDark() {
    return root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function toggleTheme() {
    root.dataset.theme = isDark() ? "light" : "dark";
    document.cookie = `spiders-theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
  }

  // ---- Dialogs -----------------------------------------------------------------------------
  function open(dialog) {
    if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
  }

  // The form or link waits for the answer; the button's own name and value are sent along.
  function confirmThen(element, proceed) {
    const dialog = document.getElementById("confirm");
    dialog.querySelector("[data-confirm-text]").textContent = element.dataset.confirm;
    const yes = dialog.querySelector("[data-confirm-yes]");
    yes.textContent = element.dataset.confirmYes ?? yes.dataset.usual;
    yes.onclick = () => { dialog.close(); proceed(); };
    open(dialog);
  }

  document.addEventListener("click", (event) => {
    const asked = closest(event, "[data-confirm]");
    if (asked && asked.dataset.confirmed !== "true" && !(asked instanceof HTMLFormElement)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      confirmThen(asked, () => {
        asked.dataset.confirmed = "true";
        asked.click();
        delete asked.dataset.confirmed;
      });
      return;
    }
    if (closest(event, "[data-theme-toggle]")) toggleTheme();
    const opener = closest(event, "[data-dialog]");
    if (opener) open(document.getElementById(opener.dataset.dialog));
    if (closest(event, "[data-close]")) closest(event, "dialog")?.close();
    if (event.target instanceof HTMLDialogElement) event.target.close();
    const copied = closest(event, "[data-copy]");
    if (copied) navigator.clipboard?.writeText(copied.dataset.copy)
      .then(() => toast(meta("text-copied"), "ok"));
    if (closest(event, "[data-print]")) print();
    const line = closest(event, "tr[data-href]");
    if (line && !closest(event, "a, button, input, label, select")) {
      if (event.ctrlKey || event.metaKey) window.open(line.dataset.href, "_blank");
      else location.assign(line.dataset.href);
    }
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }, true);

  // ---- Forms -------------------------------------------------------------------------------
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.confirm && form.dataset.confirmed !== "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
      const submitter = event.submitter;
      confirmThen(form, () => {
        form.dataset.confirmed = "true";
        form.requestSubmit(submitter);
        delete form.dataset.confirmed;
      });
      return;
    }
    const button = event.submitter;
    if (button && form.method === "post" && !form.matches("[hx-post], [hx-put], [hx-delete]")) {
      setTimeout(() => button.setAttribute("aria-busy", "true"));
    }
  }, true);
  addEventListener("pageshow", () =>
    document.querySelectorAll("[aria-busy]").forEach((b) => b.removeAttribute("aria-busy")));

  function countChecked(name) {
    const boxes = [...document.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(name)}"]`)];
    const checked = boxes.filter((box) => box.checked).length;
    document.querySelectorAll(`[data-count="${CSS.escape(name)}"]`)
      .forEach((place) => { place.textContent = checked; });
    document.querySelectorAll(`[data-needs="${CSS.escape(name)}"]`)
      .forEach((button) => { button.disabled = checked === 0; });
    document.querySelectorAll(`[data-check-all="${CSS.escape(name)}"]`).forEach((all) => {
      const usable = boxes.filter((box) => !box.disabled);
      all.checked = usable.length > 0 && usable.every((box) => box.checked);
      all.indeterminate = !all.checked && checked > 0;
    });
  }
  function countAll() {
    const names = new Set([...document.querySelectorAll("[data-count], [data-needs], [data-check-all]")]
      .map((e) => e.dataset.count ?? e.dataset.needs ?? e.dataset.checkAll));
    names.forEach(countChecked);
  }
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.dataset?.checkAll) {
      document.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(box.dataset.checkAll)}"]`)
        .forEach((b) => { if (!b.disabled) b.checked = box.checked; });
      countChecked(box.dataset.checkAll);
    } else if (box.type === "checkbox") {
      countChecked(box.name);
    }
    if (box.closest?.("[data-submit-on-change]")) box.form?.requestSubmit();
  });

  // ---- Keys --------------------------------------------------------------------------------
  function isTyping(element) {
    return element.isContentEditable || /^(input|select|textarea)$/i.test(element.tagName)
      && !/^(checkbox|radio|button|submit)$/.test(element.type);
  }
  function showKeys() {
    const dialog = document.getElementById("keys");
    const list = dialog?.querySelector("tbody");
    if (!list) return;
    list.querySelectorAll("tr[data-own]").forEach((row) => row.remove());
    document.querySelectorAll("[data-key]").forEach((element) => {
      const row = document.createElement("tr");
      row.dataset.own = "";
      const key = document.createElement("kbd");
      key.textContent = element.dataset.key;
      const what = document.createElement("td");
      what.textContent = element.dataset.keyText ?? element.getAttribute("aria-label")
        ?? [...element.childNodes].filter((n) => n.nodeName !== "KBD").map((n) => n.textContent)
          .join("").trim();
      row.insertCell().append(key);
      row.append(what);
      list.append(row);
    });
    open(dialog);
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)
      || document.querySelector("dialog[open]")) return;
    if (event.key === "?") { event.preventDefault(); showKeys(); return; }
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
    }
    if (event.key === "j" || event.key === "k") { moveLine(event.key === "j" ? 1 : -1); return; }
    const element = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!element) return;
    event.preventDefault();
    if (isTyping(element)) { element.focus(); element.select?.(); } else element.click();
  });
  function moveLine(step) {
    const lines = [...document.querySelectorAll("tbody tr")]
      .map((row) => row.querySelector("a[href], input:not([disabled]), button"))
      .filter((element) => element !== null);
    if (lines.length === 0) return;
    const at = lines.findIndex((e) => e.closest("tr").contains(document.activeElement));
    lines[Math.min(Math.max(at + step, 0), lines.length - 1)].focus();
  }

  // ---- Live fragments ----------------------------------------------------------------------
  // data-live: a stream that says "changed"; data-refresh: the fragment to put inside. The stream
  // is closed while the page is hidden, because browsers hold few connections to one server.
  const live = new Map();
  const MAX_WAIT = 30000;

  function refresh(element) {
    const state = live.get(element);
    if (!state || state.loading) { if (state) state.again = true; return; }
    state.loading = true;
    fetch(element.dataset.refresh, { headers: { "HX-Request": "true", Accept: "text/html" } })
      .then((answer) => {
        const signIn = answer.headers.get("HX-Redirect");
        if (signIn) { location.assign(signIn); return null; }
        return answer.ok ? answer.text() : Promise.reject(new Error(answer.status));
      })
      .then((html) => { if (html !== null) patch(element, html); })
      .catch(() => mark(element, "lost"))
      .finally(() => {
        state.loading = false;
        if (state.again) { state.again = false; refresh(element); }
      });
  }
  function patch(element, html) {
    mark(element, "live");
    const holds = element.contains(document.activeElement) ? document.activeElement.id : "";
    const opened = [...element.querySelectorAll("details[open][id]")].map((d) => d.id);
    const chosen = [...element.querySelectorAll("input[type=checkbox][id]")]
      .filter((box) => box.checked !== box.defaultChecked).map((box) => [box.id, box.checked]);
    element.innerHTML = html;
    chosen.forEach(([id, checked]) => {
      const box = document.getElementById(id);
      if (box) box.checked = checked;
    });
    opened.forEach((id) => { const d = document.getElementById(id); if (d) d.open = true; });
    if (holds) document.getElementById(holds)?.focus();
    window.htmx?.process(element);
    countAll();
    if (element.querySelector("[data-live-end]")) stop(element);
  }
  function mark(element, state) {
    element.dataset.state = state;
    element.dataset.lost = meta("text-offline");
  }
  function connect(element) {
    const state = live.get(element);
    if (!state || document.hidden) return;
    const stream = new EventSource(element.dataset.live);
    state.stream = stream;
    stream.addEventListener("changed", () => { state.wait = 1000; refresh(element); });
    stream.onerror = () => {
      stream.close();
      mark(element, "lost");
      state.timer = setTimeout(() => connect(element), state.wait);
      state.wait = Math.min(state.wait * 2, MAX_WAIT);
    };
  }
  function disconnect(element) {
    const state = live.get(element);
    clearTimeout(state?.timer);
    state?.stream?.close();
  }
  function stop(element) {
    disconnect(element);
    live.delete(element);
  }
  function findLive() {
    [...live.keys()].filter((element) => !element.isConnected).forEach(stop);
    document.querySelectorAll("[data-live]").forEach((element) => {
      if (live.has(element) || element.dataset.state === "ended") return;
      live.set(element, { wait: 1000 });
      connect(element);
    });
  }
  document.addEventListener("visibilitychange", () =>
    live.forEach((state, element) => (document.hidden ? disconnect(element) : connect(element))));
  addEventListener("pagehide", () => live.forEach((state, element) => disconnect(element)));

  function ready() {
    findLive();
    countAll();
    document.querySelectorAll("dialog[data-open]").forEach(open);
  }
  document.addEventListener("htmx:afterSettle", ready);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready);
  else ready();
})();
