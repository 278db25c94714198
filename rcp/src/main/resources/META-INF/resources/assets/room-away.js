// SPDX-License-Identifier: Apache-2.0
// A kept session without its hub: the room says so, and what is typed meanwhile stays on this
// computer until it is saved.
"use strict";
(() => {
  const away = document.querySelector("[data-keep-away]");
  const bar = document.querySelector("[data-room-keep]");
  if (!away || !bar || !("serviceWorker" in navigator)) return;
  const { session } = bar.dataset;
  const NAME = `spiders-room-${session}`;
  const LOOK_MILLIS = 5000;

  const room = () => document.getElementById("room");
  const form = () => document.querySelector("form[data-room-decision]");
  let looking;

  // ---- Out of reach, and back -----------------------------------------------------------------
  function left() {
    if (!away.hidden) return;
    away.hidden = false;
    looking = setInterval(look, LOOK_MILLIS);
  }
  function back() {
    if (away.hidden) return;
    away.hidden = true;
    clearInterval(looking);
    list();
  }
  /** An address that is not kept, so that the hub itself answers or nobody. */
  async function look() {
    try {
      const signal = AbortSignal.timeout(LOOK_MILLIS);
      const answer = await fetch(`/assets/mark.svg?at=${Date.now()}`, { cache: "no-store", signal });
      if (!answer.ok) return;
      navigator.serviceWorker.controller?.postMessage({ say: "reached" });
      back();
    } catch {
      navigator.serviceWorker.controller?.postMessage({ say: "away" });
    }
  }
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data.room === "away") left();
    if (data.room === "reached") back();
  });

  // ---- What was typed -------------------------------------------------------------------------
  const place = (boardCase) => `/typed/${boardCase}`;
  async function cache() {
    return (await caches.has(NAME)) ? caches.open(NAME) : undefined;
  }

  async function keepTyped() {
    const kept = await cache();
    if (!kept || !form()) return;
    const fields = [...new FormData(form())].filter(([name]) => name !== "_csrf");
    await kept.put(place(room().dataset.case), new Response(JSON.stringify(fields)));
    document.dispatchEvent(new CustomEvent("spiders:typed-kept"));
    document.getElementById("decide")?.close();
    left();
    await list();
  }

  /** Back into the form, over the version that was read: who saved meanwhile is then said. */
  async function restore() {
    const found = await (await cache())?.match(place(room().dataset.case));
    if (!found || !form() || form().dataset.restored) return;
    form().dataset.restored = "true";
    const fields = await found.json();
    for (const field of form().elements) {
      if (!field.name || field.name === "_csrf") continue;
      const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = values.includes(field.value);
      } else if (values.length > 0 && field.type !== "submit" && field.type !== "button") {
        field.value = values[0];
      }
    }
    form().elements.revision.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async function list() {
    const line = bar.querySelector("[data-keep-typed]");
    const all = await (await cache())?.keys() ?? [];
    const cases = all.map(({ url }) => new URL(url).pathname)
      .filter((path) => path.startsWith("/typed/")).map((path) => path.split("/").pop());
    const links = [...document.querySelectorAll("#room .rcp-room-list a")]
      .filter((link) => cases.includes(link.pathname.split("/").pop()))
      .map((link) => {
        const copy = document.createElement("a");
        copy.href = link.pathname;
        copy.textContent = link.textContent.trim().split("\n")[0];
        return copy;
      });
    line.hidden = links.length === 0;
    line.querySelector("span").replaceChildren(...links.flatMap((link, at) =>
      (at === 0 ? [link] : [", ", link])));
  }

  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      if (event.target === form()) keepTyped();
    });
  }
  document.addEventListener("htmx:afterRequest", async (event) => {
    const path = event.detail.requestConfig?.path ?? "";
    const saved = /\/room\/([0-9a-f-]{36})\/decision$/.exec(path);
    if (!saved || !event.detail.successful) return;
    await (await cache())?.delete(place(saved[1]));
    await list();
  });
  document.addEventListener("htmx:afterSettle", () => restore().then(list));
  restore().then(list);
})();
