// SPDX-License-Identifier: Apache-2.0
// Answers for a hub that is out of reach with what a meeting room kept of its session (room-keep.js).
// While the hub can be reached it decides: what it refuses is not shown, and is no longer kept.
"use strict";
const OURS = "spiders-room-";
const RECORD = "/kept";
const TYPED = "/typed/";
const PATIENCE_MILLIS = 6000;
const SAVE_MILLIS = 10000;
const AWAY_MILLIS = 30000;
const LOOK_MILLIS = 60000;
/** What a proxy says of a hub that does not answer it. */
const AWAY = new Set([502, 503, 504]);
const REFUSED = new Set([403, 404, 410]);
/** An image never changes, nor does a file whose name is its content's. */
const UNCHANGED = new RegExp(
  /^\/dicomweb\/.+\/(frames\/\d+|bulkdata\/.+|instances\/[^/]+)$/.source
  + /|^\/viewer\/.*[0-9a-f]{16}\.|^\/assets\//.source);
const POSTED = /^\/sessions\/[^/]+\/room\/[^/]+\/images$|^\/cases\/[^/]+\/view$/;
const SAVED = /^\/sessions\/[^/]+\/room\/[^/]+\/decision$/;

let awayUntil = 0;
let lookedAt = 0;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), expire()]));
});

self.addEventListener("message", ({ data }) => {
  awayUntil = data.say === "reached" ? 0 : Date.now() + AWAY_MILLIS;
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && url.pathname === "/logout") {
    event.waitUntil(forget(() => true));
    return;
  }
  const isRead = request.method === "GET" && !url.pathname.startsWith("/assets/room-worker");
  const isPosted = request.method === "POST" && POSTED.test(url.pathname);
  if (isRead || isPosted) event.respondWith(answer(event, url));
  else if (request.method === "POST" && SAVED.test(url.pathname)) event.respondWith(save(event));
});

// ---- What is kept -------------------------------------------------------------------------------
const rooms = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));

async function forget(isOver) {
  for (const name of await rooms()) {
    const record = await (await caches.open(name)).match(RECORD);
    const kept = record ? await record.json() : undefined;
    if (isOver(kept)) await empty(name);
  }
}

/** What was typed without the hub stays until it is saved, and nothing else. */
async function empty(name) {
  const cache = await caches.open(name);
  const all = await cache.keys();
  const others = all.filter(({ url }) => !new URL(url).pathname.startsWith(TYPED));
  await Promise.all(others.map((request) => cache.delete(request)));
  if (others.length === all.length) await caches.delete(name);
}

async function expire() {
  lookedAt = Date.now();
  await forget((kept) => kept && Date.parse(kept.until) < Date.now());
}

/** Any address inside the viewer is its one page. */
function key(url) {
  const isInside = url.pathname.startsWith("/viewer/") && !url.pathname.includes(".");
  return isInside ? "/viewer/" : url.pathname + url.search;
}

async function find(url) {
  for (const name of await rooms()) {
    const cache = await caches.open(name);
    const response = await cache.match(key(url), { ignoreVary: true });
    if (response) return { cache, response };
  }
  return undefined;
}

// ---- Answering ----------------------------------------------------------------------------------
async function answer(event, url) {
  const { request } = event;
  if (Date.now() - lookedAt > LOOK_MILLIS) await expire();
  const kept = await find(url);
  if (!kept) return withoutKept(event, request);
  if (request.method === "GET" && UNCHANGED.test(url.pathname)) return kept.response;
  if (Date.now() < awayUntil) return instead(event, request, kept);
  try {
    const found = await within(PATIENCE_MILLIS, request);
    if (!AWAY.has(found.status)) {
      if (REFUSED.has(found.status)) await kept.cache.delete(key(url));
      tell(event, "reached");
      return found;
    }
  } catch {
    // Out of reach.
  }
  awayUntil = Date.now() + AWAY_MILLIS;
  return instead(event, request, kept);
}

async function instead(event, request, kept) {
  tell(event, "away");
  if (request.mode !== "navigate" || request.method !== "POST") return kept.response;
  return Response.redirect(await kept.response.text(), 303);
}

/** A page that was not kept is none of the session: the network's own error is the truth. */
async function withoutKept(event, request) {
  try {
    return await fetch(request);
  } catch (unreachable) {
    if ((await rooms()).length > 0) tell(event, "away");
    throw unreachable;
  }
}

/** What is typed is not left hanging on a hub that is silent: the page keeps it (room-away.js). */
async function save(event) {
  if ((await rooms()).length === 0) return fetch(event.request);
  try {
    if (Date.now() < awayUntil) throw new Error("away");
    return await within(SAVE_MILLIS, event.request);
  } catch {
    tell(event, "away");
    return Response.error();
  }
}

/** Given up after that time, so that the browser's few connections are free for others. */
function within(millis, request) {
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(), millis);
  return fetch(request, { signal: given.signal }).finally(() => clearTimeout(timer));
}

async function tell(event, what) {
  const pages = await self.clients.matchAll({ type: "window" });
  pages.forEach((page) => page.postMessage({ room: what }));
}
