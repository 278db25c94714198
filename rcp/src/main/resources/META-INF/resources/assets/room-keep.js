// SPDX-License-Identifier: Apache-2.0
// Keeps a session on the computer of the meeting room, with the images of all its cases, so that it
// goes on where the network or the hub fails: room-worker.js then answers.
"use strict";
(() => {
  const bar = document.querySelector("[data-room-keep]");
  if (!bar) return;
  const { session, worker, until } = bar.dataset;
  const NAME = `spiders-room-${session}`;
  const RECORD = "/kept";
  const AT_ONCE = 4;
  const AGAIN_MILLIS = 300000;
  const JSON_ONLY = { Accept: "application/json" };
  const DICOM_JSON = { Accept: "application/dicom+json" };
  const DICOM = { Accept: "multipart/related; type=application/dicom; transfer-syntax=*" };
  const SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";

  const status = bar.querySelector("[data-keep-status]");
  const progress = bar.querySelector("progress");
  const keepButton = bar.querySelector("[data-keep-session]");
  const forgetButton = bar.querySelector("[data-forget-session]");
  const language = document.documentElement.lang || "fr";
  let isWorking = false;
  let isWanted = false;

  const time = (iso) => new Date(iso).toLocaleTimeString(language,
    { hour: "2-digit", minute: "2-digit" });
  /** A sentence of the page, with its places filled: {0}, {1}. */
  function tell(what, ...values) {
    status.textContent = values.reduce((said, value, at) => said.replace(`{${at}}`, value),
      bar.dataset[what] ?? "");
  }
  function show(kept) {
    bar.dataset.kept = String(Boolean(kept));
    forgetButton.hidden = !kept;
    progress.hidden = !isWorking;
    keepButton.hidden = isWorking || Boolean(kept);
  }

  // ---- Fetching -------------------------------------------------------------------------------
  class Stopped extends Error {}
  class Refused extends Error {}

  async function get(address, headers = {}) {
    if (!isWanted) throw new Stopped();
    const answer = await fetch(address, { headers, priority: "low", cache: "no-cache" });
    if (!answer.ok || answer.redirected) throw new Refused(`${answer.status}`);
    return answer;
  }

  async function put(cache, address, headers) {
    const answer = await get(address, headers);
    const copy = answer.clone();
    await cache.put(address, answer);
    return copy;
  }

  async function putMissing(cache, addresses, headers) {
    const left = [...new Set(addresses)];
    const some = async () => {
      while (left.length > 0) {
        const address = left.shift();
        if (await cache.match(address, { ignoreVary: true })) continue;
        await cache.put(address, await get(address, headers));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
  }

  // ---- The program ----------------------------------------------------------------------------
  function assetsOf(text) {
    const found = text.matchAll(/\/assets\/[A-Za-z0-9/._-]+(\?v=[0-9a-f]+)?/g);
    return [...found].map(([address]) => address).filter((one) => !one.includes("room-worker"));
  }

  async function keepProgram(cache) {
    const program = await (await get("/viewer/program.json", JSON_ONLY)).json();
    const isNamed = (address) => /[0-9a-f]{16}\./.test(address);
    for (const address of program.addresses.filter((one) => !isNamed(one))) {
      await put(cache, address);
    }
    await putMissing(cache, program.addresses);
    return program.accept;
  }

  // ---- The images of a study, as the viewer asks for them -------------------------------------
  const value = (dataSet, tag) => dataSet[tag]?.Value?.[0];
  const search = (by) => "/dicomweb/studies?" + by.replace("%", "limit=101&offset=0"
    + "&fuzzymatching=false&includefield=00081030%2C00080060%2C00080090%2C00100030");

  async function metadata(cache, study) {
    const found = await put(cache, search(`%&StudyInstanceUID=${study}`), DICOM_JSON);
    const patients = (await found.json()).map((one) => value(one, "00100020")).filter(Boolean);
    for (const id of patients) {
      await put(cache, search(`00100020=${encodeURIComponent(id)}&%`), DICOM_JSON);
    }
    const root = `/dicomweb/studies/${study}/series`;
    const series = await put(cache,
      `${root}?includefield=00080021%2C00080031%2C0008103E%2C00200011`, DICOM_JSON);
    const instances = [];
    for (const one of await series.json()) {
      const path = `${root}/${value(one, "0020000E")}`;
      for (const instance of await (await put(cache, `${path}/metadata`, DICOM_JSON)).json()) {
        instances.push({ path: `${path}/instances/${value(instance, "00080018")}`, instance });
      }
    }
    return instances;
  }

  async function keepStudy(cache, study, accept) {
    const instances = await metadata(cache, study);
    const frames = instances.filter(({ instance }) => instance["7FE00010"])
      .flatMap(({ path, instance }) => Array.from(
        { length: value(instance, "00280008") ?? 1 }, (_, i) => `${path}/frames/${i + 1}`));
    const whole = instances.filter(({ instance }) => !instance["7FE00010"]
      || value(instance, "00080016") === SEGMENTATION).map(({ path }) => path);
    await putMissing(cache, frames, { Accept: accept });
    await putMissing(cache, whole, DICOM);
    return instances.length;
  }

  // ---- A case ---------------------------------------------------------------------------------
  async function keepImages(cache, path, id, accept) {
    const csrf = document.querySelector('meta[name="csrf-token"]').content;
    const answer = await fetch(`${path}/images`,
      { method: "POST", headers: { "X-CSRF-TOKEN": csrf } });
    if (!answer.ok || answer.redirected) throw new Refused(`${answer.status}`);
    const address = await answer.text();
    const none = answer.status === 204;
    await cache.put(`${path}/images`, new Response(none ? null : address,
      { status: none ? 204 : 200, headers: { "Content-Type": "text/plain" } }));
    if (none) return 0;
    await cache.put(`/cases/${id}/view`, new Response(address));
    const query = new URL(address, window.location.origin).searchParams;
    let objects = 0;
    for (const study of (query.get("StudyInstanceUIDs") ?? "").split(",").filter(Boolean)) {
      objects += await keepStudy(cache, study, accept);
    }
    return objects;
  }

  async function keepCase(cache, path, accept) {
    const id = path.split("/").pop();
    const page = await (await put(cache, path)).text();
    const pictures = [...page.matchAll(/<img[^>]*\ssrc="(\/[^"]+)"/g)]
      .map(([, address]) => address.replaceAll("&amp;", "&"));
    await putMissing(cache, [...assetsOf(page), ...pictures]);
    await put(cache, `/api/v1/cases/${id}`, JSON_ONLY);
    return keepImages(cache, path, id, accept);
  }

  // ---- The session ----------------------------------------------------------------------------
  const room = () => [...document.querySelectorAll("#room .rcp-room-list a")]
    .map((link) => link.getAttribute("href"));
  /** Opening a cache makes it; one that is not kept is not to be there. */
  const record = async () => {
    if (!(await caches.has(NAME))) return undefined;
    const found = await (await caches.open(NAME)).match(RECORD);
    const kept = await found?.json();
    return kept?.at ? kept : undefined;
  };

  /** One case after the other; what one lacks keeps the next from nothing. */
  async function keepCases(cache, accept) {
    const paths = room();
    let objects = 0;
    const missing = [];
    progress.max = paths.length;
    for (const [at, path] of paths.entries()) {
      progress.value = at;
      tell("working", at + 1, paths.length);
      try {
        objects += await keepCase(cache, path, accept);
      } catch (failure) {
        if (!(failure instanceof Refused)) throw failure;
        missing.push(at + 1);
      }
    }
    await put(cache, `/sessions/${session}/room`).catch(() => undefined);
    return { cases: paths.length - missing.length, objects, missing };
  }

  const isAway = () => document.querySelector("[data-keep-away]")?.hidden === false;

  async function keep() {
    await navigator.storage?.persist?.();
    const cache = await caches.open(NAME);
    // What is broken off is to be deleted by its day too.
    if (!(await record())) await cache.put(RECORD, new Response(JSON.stringify({ until })));
    const done = await keepCases(cache, await keepProgram(cache));
    // What was answered in place of the hub is no news.
    if (isAway()) throw new Error("away");
    const kept = { at: new Date().toISOString(), until, ...done };
    await cache.put(RECORD, new Response(JSON.stringify(kept)));
  }

  async function said() {
    const kept = await record();
    show(kept);
    if (!kept) tell("none");
    else if (kept.missing.length > 0) {
      tell("partly", time(kept.at), kept.cases, kept.objects, kept.missing.join(", "));
    } else tell("whole", time(kept.at), kept.cases, kept.objects);
  }

  async function working(work) {
    isWorking = true;
    isWanted = true;
    show(await record());
    tell("preparing");
    try {
      await work();
    } finally {
      isWorking = false;
      show(await record());
    }
  }

  /** Where the browser trusts this address; one that was trusted by hand has no worker. */
  async function serve() {
    await navigator.serviceWorker.register(worker, { scope: "/" });
    await navigator.serviceWorker.ready;
  }

  async function start() {
    if (isWorking) return;
    try {
      await working(serve);
    } catch {
      tell("unable");
      return;
    }
    try {
      await working(keep);
      await said();
    } catch (failure) {
      if (failure instanceof Stopped) tell("none");
      else tell(failure.name === "QuotaExceededError" ? "full" : "broken");
    }
  }

  /** Nothing stays, and nobody answers in the hub's place any more. */
  async function forget() {
    isWanted = false;
    await caches.delete(NAME);
    const others = (await caches.keys()).some((name) => name.startsWith("spiders-room-"));
    const registered = await navigator.serviceWorker.getRegistration("/");
    if (!others) await registered?.unregister();
    show();
    tell("none");
  }

  keepButton.addEventListener("click", start);
  forgetButton.addEventListener("click", forget);
  if (!window.isSecureContext || !("serviceWorker" in navigator)) {
    keepButton.disabled = true;
    tell("unable");
    return;
  }
  said();
  // Examinations go on arriving, and cases are decided.
  setInterval(() => {
    if (bar.dataset.kept === "true" && !isAway() && !document.hidden) start();
  }, AGAIN_MILLIS);
})();
