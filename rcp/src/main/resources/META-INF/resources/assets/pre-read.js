// SPDX-License-Identifier: Apache-2.0
// The reading of a case: what is typed is never lost, and images are picked by their series.
"use strict";
(() => {
  const MOST = 40;
  const form = () => document.querySelector("form[data-pre-read]");

  // ---- What is typed: said while it is not saved, and saved before the next patient comes --------
  const isDirty = () => form()?.dataset.dirty === "true";
  function dirty(is) {
    const note = form();
    if (!note) return;
    note.dataset.dirty = String(is);
    const said = note.querySelector("[data-said]");
    if (!said) return;
    said.textContent = is ? said.dataset.said : "";
    said.classList.remove("error-text");
  }
  document.addEventListener("input", (event) => {
    const owner = event.target.form;
    if (owner && owner === form()) dirty(true);
  });
  document.addEventListener("submit", (event) => {
    if (event.target === form()) dirty(false);
  });
  window.addEventListener("beforeunload", (event) => { if (isDirty()) event.preventDefault(); });

  // Sent to the log-in page instead, or refused for another reason, the text stays where it is.
  async function save() {
    const note = form();
    const answer = await fetch(note.action, {
      method: "POST", body: new URLSearchParams(new FormData(note)),
    });
    if (answer.redirected) {
      return new URL(answer.url).pathname.endsWith("/pre-read") ? "saved" : "kept";
    }
    return (await answer.text()).includes('id="pre-read"') ? "answered" : "kept";
  }
  function warn() {
    const said = form()?.querySelector("[data-said]");
    if (!said) return;
    said.textContent = said.dataset.kept;
    said.classList.add("error-text");
    said.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.target;
    if (!link.matches?.("[data-page]") || !isDirty()) return;
    event.preventDefault();
    save().then((outcome) => {
      if (outcome === "saved") {
        dirty(false);
        link.click();
      } else if (outcome === "answered") {
        form().requestSubmit();
      } else {
        warn();
      }
    }).catch(warn);
  });
  document.addEventListener("keydown", (event) => {
    const note = form();
    if (!note) return;
    if (event.key === "Escape" && event.target.matches?.("textarea, .input")) event.target.blur();
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      note.requestSubmit();
    }
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "pre-read") {
      document.querySelector("#pre-read h1")?.focus({ preventScroll: true });
    }
    event.target.querySelectorAll?.(".rcp-pick:not([data-ready])").forEach(begin);
  });

  // ---- Key images: a series is scrolled through by its slider --------------------------------------
  const frames = (pick) => pick.dataset.images.split(",").flatMap((one) => {
    const [uid, count] = one.split(":");
    return Array.from({ length: Number(count) }, (_, i) => ({ uid, frame: i + 1 }));
  });
  const address = (study, series, image) => `/dicomweb/studies/${study}/series/${series}`
    + `/instances/${image.uid}/frames/${image.frame}/thumbnail?viewport=256,256`;

  function begin(pick) {
    pick.dataset.ready = "true";
    const { study, series } = pick.dataset;
    const all = frames(pick);
    const slider = pick.querySelector("input[type=range]");
    const picture = pick.querySelector("img");
    slider.max = String(all.length);
    slider.value = String(Math.ceil(all.length / 2));
    let waiting = 0;
    const show = () => {
      pick.querySelector("output").textContent = `${slider.value} / ${all.length}`;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        picture.src = address(study, series, all[slider.value - 1]);
        picture.alt = `${pick.dataset.alt} ${slider.value}`;
      }, 60);
    };
    slider.addEventListener("input", show);
    pick.querySelector("button").addEventListener("click", () => {
      const image = all[slider.value - 1];
      add([study, series, image.uid, image.frame].join("|"), address(study, series, image));
    });
    show();
  }

  function add(field, source) {
    const list = document.getElementById("key-images");
    const taken = [...list.querySelectorAll("[name=key]")].map((one) => one.value);
    if (taken.includes(field) || taken.length >= MOST) return;
    list.append(document.getElementById("key-image").content.cloneNode(true));
    const added = list.lastElementChild;
    added.querySelector("img").src = source;
    added.querySelector("[name=key]").value = field;
    added.querySelector("[name=caption]").focus();
    dirty(true);
  }
  document.addEventListener("click", (event) => {
    const remove = event.target.closest?.("[data-remove]");
    if (!remove) return;
    remove.closest("li").remove();
    dirty(true);
  });
})();
