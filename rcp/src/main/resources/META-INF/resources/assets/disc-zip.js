// SPDX-License-Identifier: Apache-2.0
// The files of a ZIP archive, read when they are asked for (APPNOTE.TXT 6.3, sections 4.3 and 4.4).

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const END_BYTES = 22;
const LOCATOR64_BYTES = 20;
const END64_BYTES = 56;
const COMMENT_BYTES = 65535;
const STORED = 0;
const DEFLATED = 8;
// Bit 0, and bits 6 and 13 of strong encryption (section 4.4.4); AES says so by its method.
const ENCRYPTED = 0x2041;
const AES = 99;
const MOST_FILES = 100000;
const MOST_DIRECTORY = 64 << 20;
// What does not fit in 16 or 32 bits stands in the ZIP64 fields (section 4.4.1.4).
const FULL16 = 0xffff;
const FULL32 = 0xffffffff;
const EXTRA64 = 1;

const viewOf = async (blob) => new DataView(await blob.arrayBuffer());

/** Whether a file begins as an archive does. */
export async function isZip(file) {
  if (file.size < END_BYTES) return false;
  const first = (await viewOf(file.slice(0, 4))).getUint32(0, true);
  return first === LOCAL;
}

/** A number of 64 bits; what a file of this size cannot hold is damage. */
function long(view, at, most) {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(most)) throw new Error("damaged");
  return Number(value);
}

/** The end of an archive with more than an end of 32 bits can say (sections 4.3.14 and 4.3.15). */
async function directory64(file, endsAt) {
  const from = endsAt - LOCATOR64_BYTES;
  if (from < 0) return undefined;
  const locator = await viewOf(file.slice(from, endsAt));
  if (locator.getUint32(0, true) !== LOCATOR64) return undefined;
  const at = long(locator, 8, from);
  const end = await viewOf(file.slice(at, at + END64_BYTES));
  if (end.byteLength < END64_BYTES || end.getUint32(0, true) !== END64) throw new Error("damaged");
  return {
    count: long(end, 32, file.size),
    bytes: long(end, 40, file.size),
    offset: long(end, 48, file.size) };
}

async function directory(file) {
  const from = Math.max(0, file.size - END_BYTES - COMMENT_BYTES);
  const tail = await viewOf(file.slice(from));
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END) {
      const end = {
        count: tail.getUint16(at + 10, true),
        bytes: tail.getUint32(at + 12, true),
        offset: tail.getUint32(at + 16, true) };
      const isFull = end.count === FULL16 || end.bytes === FULL32 || end.offset === FULL32;
      return (isFull && await directory64(file, from + at)) || end;
    }
  }
  throw new Error("no directory");
}

/** Where the bytes of a file begin is said by its own header alone. */
async function packed(file, entry) {
  const local = await viewOf(file.slice(entry.offset, entry.offset + 30));
  if (local.byteLength < 30 || local.getUint32(0, true) !== LOCAL) throw new Error("damaged");
  const start = entry.offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  return file.slice(start, start + entry.packed);
}

/** Unpacks no more than the directory says, or than is wanted of the beginning. */
async function unpacked(blob, most, size) {
  const reader = blob.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const pieces = [];
  let length = 0;
  while (length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > size) {
      await reader.cancel();
      throw new Error("damaged");
    }
    pieces.push(value);
  }
  await reader.cancel();
  return new Blob(pieces).slice(0, most);
}

const opened = (file, entry) => {
  const part = async (most) => {
    const blob = await packed(file, entry);
    return entry.method === STORED ? blob.slice(0, most) : unpacked(blob, most, entry.size);
  };
  return { path: entry.path, size: entry.size, start: part, open: () => part(entry.size) };
};

/** Where the sizes and the place of an entry do not fit in 32 bits, its extra field has them. */
function measures(view, at, extra, length, most) {
  const entry = {
    size: view.getUint32(at + 24, true),
    packed: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true) };
  const wanted = ["size", "packed", "offset"].filter((name) => entry[name] === FULL32);
  if (wanted.length === 0) return entry;
  for (let field = extra; field + 4 <= extra + length;) {
    const end = field + 4 + view.getUint16(field + 2, true);
    if (view.getUint16(field, true) === EXTRA64) {
      if (end > extra + length || end < field + 4 + 8 * wanted.length) throw new Error("damaged");
      // Only those that are full above stand here, in this order (section 4.5.3).
      wanted.forEach((name, i) => {
        entry[name] = long(view, field + 4 + 8 * i,
          name === "size" ? Number.MAX_SAFE_INTEGER : most);
      });
      return entry;
    }
    field = end;
  }
  throw new Error("damaged");
}

/** Why a file in the archive cannot be read; "" where it can. */
function unread(flags, method) {
  if ((flags & ENCRYPTED) !== 0 || method === AES) return "encrypted";
  return method === STORED || method === DEFLATED ? "" : "method";
}

/**
 * The files of an archive, without its folders. What is encrypted, or packed in a way that no
 * browser unpacks, has the reason in `unread` and cannot be opened.
 */
export async function filesOfZip(file) {
  const { count, bytes, offset } = await directory(file);
  if (bytes > MOST_DIRECTORY || count > MOST_FILES) throw new Error("too large");
  const view = await viewOf(file.slice(offset, offset + bytes));
  const files = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) {
      throw new Error("damaged");
    }
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    if (at + 46 + name + extra > view.byteLength) throw new Error("damaged");
    const entry = {
      path: new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, name)),
      method: view.getUint16(at + 10, true),
      ...measures(view, at, at + 46 + name, extra, file.size) };
    const reason = unread(view.getUint16(at + 8, true), entry.method);
    if (!entry.path.endsWith("/")) {
      files.push(reason === "" ? opened(file, entry)
        : { path: entry.path, size: entry.size, unread: reason });
    }
    at += 46 + name + extra + comment;
  }
  return files;
}
