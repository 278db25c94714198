// SPDX-License-Identifier: Apache-2.0
// The meeting room: the window of the images follows the case that stands here, a decision that is
// typed is not lost, and the page fills a projector.
"use strict";
(() => {
  const WINDOW = "spiders-viewer";
  const KEPT_MILLIS = 300000;
  const room = () => document.getElementById("room");
  const session = room()?.dataset.session;
  if (!session) return;

  // ---- The window of the images ---------------------------------------------------------------
  const channel = new BroadcastChannel(`spiders.room.${session}`);
  let isThere = false;
  let opened = null;
  let turns = 0;
  let current = room().dataset.case;
  // Of several tabs of this room the one that was used last leads the window of the images.
  let isLeading = true;
  let ledAt = 0;
  let ahead = { case: "", address: "", at: 0 };

  const say = (what) => channel.postMessage(what);
  function tell(state) {
    const place = document.querySelector("[data-viewer-state]");
    if (place) place.textContent = place.dataset[state] ?? "";
    lend(state === "elsewhere");
  }
  /** Of a case without images, too, V takes the lead back; the window is covered then. */
  function lend(is) {
    const button = document.querySelector("[data-room-viewer] button");
    if (!button) return;
    if (is && button.disabled) button.dataset.lent = "";
    if ("lent" in button.dataset) button.disabled = !is;
  }

  /** Where the images of a case are, with the right to see them; empty where there are none. */
  async function address(boardCase) {
    if (ahead.case === boardCase && Date.now() - ahead.at < KEPT_MILLIS) return ahead.address;
    const csrf = document.querySelector('meta[name="csrf-token"]').content;
    const answer = await fetch(`/sessions/${session}/room/${boardCase}/images`,
      { method: "POST", headers: { "X-CSRF-TOKEN": csrf } });
    if (answer.status === 204) return "";
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer.text();
  }

  function lead() {
    isLeading = true;
    ledAt = Date.now();
    say({ say: "lead", at: ledAt });
  }
  /** Another tab took the lead: until this one is used again it says so. */
  function follow() {
    isLeading = false;
    turns++;
    tell(isThere ? "elsewhere" : "");
  }

  // Covered first: what stands beside the name of one patient is never the images of another.
  async function turn() {
    if (!isThere || !isLeading) return;
    const boardCase = room().dataset.case;
    const number = ++turns;
    tell("waiting");
    say({ say: "turn" });
    try {
      const found = await address(boardCase);
      if (number !== turns) return;
      if (found === "") tell("none");
      say(found === "" ? { say: "cover", why: "none" }
        : { say: "show", case: boardCase, address: found });
    } catch {
      if (number !== turns) return;
      tell("failed");
      say({ say: "cover", why: "failed" });
    }
  }

  /** The images of the next case are fetched while this one is discussed. */
  async function prepare() {
    const link = document.querySelector('#room a[data-key="PageDown"]');
    if (!link) return;
    const next = link.pathname.split("/").pop();
    const found = await address(next);
    ahead = { case: next, address: found, at: Date.now() };
    if (found !== "" && isLeading) say({ say: "ahead", address: found });
  }

  channel.addEventListener("message", ({ data }) => {
    if (data.say === "gone") {
      isThere = false;
      tell("");
    } else if (data.say === "lead") {
      // Of two that took the lead at once, the later.
      if (data.at >= ledAt) follow();
    } else if (data.say === "here") {
      isThere = true;
      if (!isLeading) tell("elsewhere");
      else if (data.case !== room().dataset.case) turn();
    } else if (!isLeading) {
      // What the window shows is of another tab.
    } else if (data.say === "shown" && data.case === room().dataset.case) {
      tell("follows");
      prepare().catch(() => {});
    } else if (data.say === "unseen" && data.case === room().dataset.case) {
      tell("failed");
    }
  });
  lead();
  say({ say: "ask" });

  // The second screen where the browser lets a page choose it, else a window to be moved there.
  async function features() {
    if (screen.isExtended === false) return "";
    if (!("getScreenDetails" in window)) return "popup";
    try {
      const details = await window.getScreenDetails();
      const other = details.screens.find((one) => one !== details.currentScreen);
      return other ? `popup,left=${other.availLeft},top=${other.availTop},`
        + `width=${other.availWidth},height=${other.availHeight}` : "popup";
    } catch {
      return "popup";
    }
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-room-viewer]")) return;
    event.preventDefault();
    setTimeout(() => event.submitter?.removeAttribute("aria-busy"), 50);
    lead();
    if (isThere) {
      opened?.focus();
      turn();
      return;
    }
    features().then((where) => {
      opened = window.open("", WINDOW, where);
      if (!opened) { tell("blocked"); return; }
      tell("waiting");
      form.submit();
    });
  });

  // ---- A decision that is typed ---------------------------------------------------------------
  const decision = () => document.querySelector("form[data-room-decision]");
  let isTyped = false;
  function typed(is) {
    isTyped = is;
    const note = decision()?.querySelector("[data-unsaved-note]");
    if (note) note.hidden = !is;
  }
  document.addEventListener("input", (event) => {
    if (event.target.form && event.target.form === decision()) typed(true);
  });
  document.addEventListener("spiders:typed-kept", () => typed(false));
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    if (!document.getElementById("decide")?.open) return;
    event.preventDefault();
    decision().requestSubmit();
  });
  window.addEventListener("beforeunload", (event) => { if (isTyped) event.preventDefault(); });

  // ---- One case after the other, in one document ----------------------------------------------
  const isPaging = (element) => element.matches?.("#room a[hx-get]");
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target === decision()) {
      // What is typed until the answer comes would be gone with it.
      decision().inert = true;
      lost(false);
      return;
    }
    if (isTyped && event.detail.target?.id === "room") {
      event.preventDefault();
      askAboutTyped();
    } else if (isThere && isPaging(event.target)) {
      lead();
      turns++;
      tell("waiting");
      say({ say: "turn" });
    }
  });
  function askAboutTyped() {
    const dialog = document.getElementById("decide");
    if (!dialog.open) dialog.showModal();
  }
  document.addEventListener("htmx:historyCacheMiss", (event) => {
    if (!isTyped) return;
    event.preventDefault();
    // Whichever way the person went, the address is again that of the case that stands here.
    history.pushState({ htmx: true }, "", `/sessions/${session}/room/${room().dataset.case}`);
    askAboutTyped();
  });
  /** Says in the dialog, which covers all else, that the decision was not saved. */
  function lost(is) {
    const note = decision()?.querySelector("[data-lost-note]");
    if (note) note.hidden = !is;
  }
  for (const failure of
    ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:sendAbort"]) {
    document.addEventListener(failure, (event) => {
      if (event.target === decision()) {
        decision().inert = false;
        lost(true);
        askAboutTyped();
      }
      if (isPaging(event.target) && isLeading) {
        tell("");
        say({ say: "stay", case: room().dataset.case });
      }
    });
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    // Who saved before is said on the page, beside what was typed.
    if (event.detail.xhr.status === 409 && event.detail.target.id === "room") {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  function settled() {
    const here = room();
    if (!here) return;
    const dialog = document.getElementById("decide");
    typed(dialog?.dataset.typed === "true");
    if (isTyped && !dialog.open) dialog.showModal();
    project(root.classList.contains("rcp-projector"));
    if (here.dataset.case !== current) {
      current = here.dataset.case;
      lead();
      turn();
    } else if (!isLeading) {
      tell(isThere ? "elsewhere" : "");
    } else if (isThere) {
      say({ say: "stay", case: current });
      say({ say: "ask" });
    }
  }
  document.addEventListener("htmx:afterSettle", settled);

  // ---- The projector: nothing but the case ----------------------------------------------------
  const root = document.documentElement;
  function project(is) {
    root.classList.toggle("rcp-projector", is);
    document.querySelector("[data-projector]")?.setAttribute("aria-pressed", String(is));
  }
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-projector]")) return;
    const is = !root.classList.contains("rcp-projector");
    project(is);
    // Where the browser refuses the whole screen, the page is without its frame all the same.
    if (is) root.requestFullscreen?.().catch(() => {});
    else if (document.fullscreenElement) document.exitFullscreen();
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) project(false);
  });
  settled();
})();
