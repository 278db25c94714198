// SPDX-License-Identifier: Apache-2.0
// A CD or stick is read here, in the browser; what a person ticked is sent, some files a request.
import { readHead } from "./disc-head.js";
import { filesOfZip, isZip } from "./disc-zip.js";

const HEAD_BYTES = 65536;
const LONG_HEAD_BYTES = 4 << 20;
const READERS = 6;
const SENDERS = 3;
const BATCH_FILES = 25;
const BATCH_BYTES = 8 << 20;
const ANNOUNCED = 5000;
const WAITS = [1000, 2000, 4000, 8000, 15000];
const LATER = new Set(["OUT_OF_SPACE", "OVER_QUOTA", "UNAVAILABLE"]);
const LATER_STUDY = new Set(["NO_ROOM", "UNAVAILABLE"]);

const place = document.getElementById("disc");
const find = (name) => place.querySelector(`[data-${name}]`);
const csrf = document.querySelector('meta[name="csrf-token"]').content;
const number = new Intl.NumberFormat(document.documentElement.lang || "fr");
const say = (key, ...values) => {
  const text = place.querySelector(`[data-text="${key}"]`)?.textContent ?? key;
  return text.replace(/\{(\d)\}/g, (whole, at) => {
    const value = values[Number(at)];
    return typeof value === "number" ? number.format(value) : value ?? whole;
  });
};

let studies = [];
let unreadable = [];
let reading = 0;
let sending = false;

const progress = (text, done, all) => {
  find("progress").hidden = false;
  find("status").textContent = text;
  const bar = find("progress").querySelector("progress");
  bar.max = Math.max(all, 1);
  bar.value = done;
};
const problem = (text) => {
  const box = find("problem");
  box.hidden = text === "";
  box.querySelector("p").textContent = text;
};
const pause = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); });

// ---- Which files ---------------------------------------------------------------------------

const chosenFiles = (list) =>
  [...list].map((file) => ({ path: file.webkitRelativePath || file.name, size: file.size, file }));

async function walk(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => { entry.file(done, failed); });
    found.push({ path: entry.fullPath.slice(1), size: file.size, file });
    return;
  }
  const reader = entry.createReader();
  const next = () => new Promise((done, failed) => { reader.readEntries(done, failed); });
  for (let entries = await next(); entries.length > 0; entries = await next()) {
    for (const one of entries) await walk(one, found);
  }
}

/** A single archive stands for what is in it. */
async function unpacked(files) {
  if (files.length !== 1 || !(await isZip(files[0].file))) return files;
  return filesOfZip(files[0].file);
}

const blobOf = (one) => one.file ?? one.open();

// ---- Reading -------------------------------------------------------------------------------

async function head(one, bytes) {
  const from = one.file ? one.file.slice(0, bytes) : await one.start(bytes);
  return new Uint8Array(await from.arrayBuffer());
}

async function readOne(one) {
  if (one.unread) return { kind: "bad", reason: one.unread };
  try {
    let read = readHead(await head(one, HEAD_BYTES));
    if (read.kind === "more" && one.size > HEAD_BYTES) {
      read = readHead(await head(one, LONG_HEAD_BYTES));
    }
    return read.kind === "more" ? { kind: "bad", reason: "truncated" } : read;
  } catch {
    return { kind: "bad", reason: "unread" };
  }
}

const personOf = (image) => ({
  id: image.id, issuer: image.issuer, name: image.name,
  birthDate: image.birthDate, sex: image.sex });

function add(groups, one, image) {
  const person = personOf(image);
  const key = JSON.stringify([image.study, person]);
  let group = groups.get(key);
  if (!group) {
    group = {
      study: image.study, identity: person, date: image.date, description: image.description,
      institution: image.institution, modalities: new Set(), files: new Map(), bytes: 0 };
    groups.set(key, group);
  }
  if (group.files.has(image.sop)) return;
  if (image.modality) group.modalities.add(image.modality);
  group.files.set(image.sop, { ...one, sop: image.sop, series: image.series });
  group.bytes += one.size;
}

async function scan(files, turn) {
  const groups = new Map();
  const bad = [];
  let next = 0;
  let done = 0;
  let others = 0;
  const work = async () => {
    while (next < files.length && turn === reading) {
      const one = files[next++];
      const read = await readOne(one);
      if (read.kind === "image") add(groups, one, read);
      else if (read.kind === "bad") bad.push({ path: one.path, reason: read.reason });
      else others += 1;
      done += 1;
      if (done % 50 === 0 || done === files.length) {
        progress(say("reading", done, files.length, groups.size), done, files.length);
      }
    }
  };
  await Promise.all(Array.from({ length: READERS }, work));
  return { studies: [...groups.values()], bad, others };
}

// Who is signed out is told so by 401 where a script asks, and sent to a page otherwise.
const headers = (type) => (
  { "Content-Type": type, "X-CSRF-TOKEN": csrf, "HX-Request": "true" });

const post = (path, body) =>
  fetch(place.dataset.disc + path, {
    method: "POST", headers: headers("application/json"), body: JSON.stringify(body) });

/** A session that ended has no token any more: that is a 403 before it is a 401. */
async function isSignedOut(status) {
  if (status !== 403) return status === 401;
  const look = await fetch(place.dataset.disc, { headers: { "HX-Request": "true" } })
    .catch(() => ({ status }));
  return look.status === 401;
}

async function failed(status) {
  if (await isSignedOut(status)) return say("signed-out");
  if (status === 403 || status === 404) return say("not-allowed");
  return status === 0 ? say("lost") : say("failed", status);
}

async function read(choose) {
  const turn = ++reading;
  problem("");
  find("result").hidden = true;
  find("list").replaceChildren();
  find("resume").hidden = true;
  let files;
  try {
    files = await unpacked(await choose());
  } catch (failure) {
    if (turn === reading) problem(say("archive-unreadable", failure.message));
    return;
  }
  if (turn !== reading) return;
  const found = await scan(files, turn);
  if (turn !== reading) return;
  studies = found.studies.sort((a, b) => b.date.localeCompare(a.date));
  unreadable = found.bad;
  if (studies.length === 0) {
    progress("", 1, 1);
    problem([say("none", files.length), ...unreadable.slice(0, 10).map(
      (one) => `${one.path} : ${say(`head-${one.reason}`)}`)].join("\n"));
    return;
  }
  await compare(found.others, turn);
}

/** What the hub says of this disc; of one that is not the last any more it is not shown. */
async function compare(others, turn) {
  const compared = studies;
  const answer = await post("/studies", {
    studies: studies.map((one) => ({
      identity: one.identity, date: one.date, description: one.description,
      institution: one.institution, modalities: [...one.modalities],
      images: one.files.size, bytes: one.bytes })) }).catch(() => ({ ok: false, status: 0 }));
  if (turn !== reading) return;
  if (!answer.ok) {
    problem(await failed(answer.status));
    return;
  }
  const text = await answer.text();
  if (turn !== reading) return;
  const parsed = new DOMParser().parseFromString(text, "text/html");
  find("list").replaceChildren(...parsed.body.childNodes);
  const notes = [];
  if (others > 0) notes.push(say("ignored", others));
  if (unreadable.length > 0) {
    notes.push(`${say("unreadable", unreadable.length)} ${unreadable.slice(0, 10).map(
      (one) => `${one.path} (${say(`head-${one.reason}`)})`).join(", ")}`);
  }
  find("notes").textContent = notes.join(" ");
  find("import").addEventListener("click", () => start(compared));
  progress(say("compared", studies.length), 1, 1);
  find("list").querySelector("input:not([disabled])")?.focus();
}

// ---- Sending -------------------------------------------------------------------------------

/** Files that the disc no longer gives. */
class Scratched extends Error {
  constructor(files) {
    super("scratched");
    this.files = files;
  }
}

const state = { chosen: [], queue: [], all: 0, done: 0, stored: 0, present: 0, refused: [] };

const told = () => progress(
  say("sending", state.done, state.all, Math.floor(100 * state.done / Math.max(state.all, 1))),
  state.done, state.all);

function start(compared) {
  if (sending) return;
  problem("");
  const chosen = [];
  for (const row of find("list").querySelectorAll("tr[data-row]")) {
    if (!row.querySelector("input[type=checkbox]").checked) continue;
    const reason = row.querySelector("input.input");
    if (reason && reason.value.trim() === "") {
      problem(say("reason-missing"));
      reason.focus();
      return;
    }
    chosen.push({ ...compared[Number(row.dataset.row)], reason: reason?.value.trim() ?? "" });
  }
  if (chosen.length === 0) {
    problem(say("nothing-ticked"));
    return;
  }
  Object.assign(state, { chosen, queue: [], done: 0, stored: 0, present: 0, refused: [] });
  state.all = chosen.reduce((sum, one) => sum + one.files.size, 0);
  for (const control of find("list").querySelectorAll("input, button")) control.disabled = true;
  run();
}

/** Announces a study; what need not be sent is counted, the rest waits to be sent. */
async function begin(study) {
  const files = [...study.files.values()];
  const waiting = [];
  for (let from = 0; from < files.length; from += ANNOUNCED) {
    const part = files.slice(from, from + ANNOUNCED);
    const series = Map.groupBy(part, (one) => one.series);
    const answer = await post("/imports", {
      study: study.study, identity: study.identity, reason: study.reason,
      series: [...series].map(([uid, list]) => (
        { series: uid, objects: list.map((one) => one.sop) })) });
    if (answer.status === 409) {
      const { reason } = await answer.json();
      if (LATER_STUDY.has(reason)) throw new Error(say(`study-${reason}`));
      state.refused.push({ path: study.description || study.study, count: files.length,
        text: say(`study-${reason}`) });
      state.done += files.length;
      return;
    }
    if (!answer.ok) throw new Error(await failed(answer.status));
    const here = new Set((await answer.json()).here);
    for (const one of part) {
      if (!here.has(one.sop)) waiting.push({ study: study.study, one });
    }
  }
  // Counted at the end: what breaks in between begins anew.
  state.queue.push(...waiting);
  state.present += files.length - waiting.length;
  state.done += files.length - waiting.length;
}

function batch() {
  const taken = [];
  let bytes = 0;
  while (state.queue.length > 0 && taken.length < BATCH_FILES) {
    const { study, one } = state.queue[0];
    if (taken.length > 0 && (study !== taken[0].study || bytes + one.size > BATCH_BYTES)) break;
    taken.push(state.queue.shift());
    bytes += one.size;
  }
  return taken;
}

/** Files stay on the disc until they are sent: a body names them, and holds none. */
async function body(taken, boundary) {
  const pieces = [];
  for (const { one } of taken) {
    pieces.push(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`,
      await blobOf(one), "\r\n");
  }
  pieces.push(`--${boundary}--\r\n`);
  return new Blob(pieces);
}

/** A scratched disc looks like a lost connection: each file is read once more, and not kept. */
async function unreadableOf(taken) {
  const broken = [];
  for (const sent of taken) {
    try {
      const reader = (await blobOf(sent.one)).stream().getReader();
      for (let piece = await reader.read(); !piece.done;) piece = await reader.read();
    } catch {
      broken.push(sent);
    }
  }
  return broken;
}

async function send(taken) {
  const boundary = `disc-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
  const path = `${place.dataset.disc}/imports/${taken[0].study}/objects`;
  const sent = await body(taken, boundary);
  for (let tries = 0; ; tries++) {
    let status = 0;
    try {
      const answer = await fetch(path, {
        method: "POST",
        headers: headers(
          `multipart/related; type="application/dicom"; boundary=${boundary}`),
        body: sent });
      status = answer.status;
      if (answer.ok) return await answer.json();
      if (status === 409) return await answer.json();
    } catch {
      status = 0;
    }
    const mayPass = status === 0 || status === 502 || status === 503 || status === 504;
    if (status === 0 && tries === 0) {
      const broken = await unreadableOf(taken);
      if (broken.length > 0) throw new Scratched(broken);
    }
    if (!mayPass || tries >= WAITS.length) throw new Error(await failed(status));
    await pause(WAITS[tries]);
  }
}

function note(taken, answer) {
  if (answer.reason) {
    state.refused.push({ path: taken[0].study, count: taken.length,
      text: say(`study-${answer.reason}`) });
    state.done += taken.length;
    return;
  }
  let later = "";
  answer.results.forEach((result, at) => {
    const { one } = taken[at];
    if (LATER.has(result.reason)) {
      later = result.reason;
      state.queue.unshift(taken[at]);
      return;
    }
    state.done += 1;
    if (result.outcome === "STORED") state.stored += 1;
    else if (result.outcome === "PRESENT") state.present += 1;
    else state.refused.push({ path: one.path, count: 1, text: say(result.reason) });
  });
  if (later !== "") throw new Error(say(later));
}

async function sender() {
  for (let taken = batch(); taken.length > 0; taken = batch()) {
    let answer;
    try {
      answer = await send(taken);
    } catch (failure) {
      const broken = failure instanceof Scratched ? failure.files : [];
      state.queue.unshift(...taken.filter((sent) => !broken.includes(sent)));
      if (broken.length === 0) throw failure;
      for (const { one } of broken) {
        state.refused.push({ path: one.path, count: 1, text: say("head-unread") });
      }
      state.done += broken.length;
      continue;
    }
    note(taken, answer);
    told();
  }
}

async function run() {
  sending = true;
  find("resume").hidden = true;
  problem("");
  told();
  try {
    while (state.chosen.length > 0) {
      await begin(state.chosen[0]).catch((failure) => {
        throw failure instanceof TypeError ? new Error(say("lost")) : failure;
      });
      state.chosen.shift();
    }
    told();
    const outcomes = await Promise.allSettled(Array.from({ length: SENDERS }, sender));
    const broken = outcomes.find((one) => one.status === "rejected");
    if (broken) throw broken.reason;
    finish();
  } catch (failure) {
    problem(failure.message);
    find("resume").hidden = false;
    find("resume").focus();
  } finally {
    sending = false;
  }
}

function finish() {
  const refused = state.refused.reduce((sum, one) => sum + one.count, 0);
  const unread = unreadable.map((one) => ({ path: one.path, text: say(`head-${one.reason}`) }));
  const summary = say("done", state.stored, state.present, refused + unread.length);
  progress(summary, 1, 1);
  find("summary").textContent = summary;
  find("refused").replaceChildren(...[...state.refused, ...unread].map((one) => {
    const line = document.createElement("li");
    const path = document.createElement("code");
    path.textContent = one.path;
    line.append(path, ` : ${one.text}`);
    return line;
  }));
  find("result").hidden = false;
  find("result").focus();
}

// ---- What people do ------------------------------------------------------------------------

for (const id of ["disc-folder", "disc-files"]) {
  const input = document.getElementById(id);
  input.addEventListener("change", () => {
    if (sending || input.files.length === 0) return;
    const files = chosenFiles(input.files);
    input.value = "";
    read(async () => files);
  });
}
find("resume").addEventListener("click", run);
const drop = find("drop");
drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  if (sending) return;
  // The items are gone once this ends; the entries stay.
  const entries = [...event.dataTransfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  read(async () => {
    const found = [];
    for (const entry of entries) await walk(entry, found);
    return found;
  });
});
addEventListener("beforeunload", (event) => {
  if (sending) event.preventDefault();
});
