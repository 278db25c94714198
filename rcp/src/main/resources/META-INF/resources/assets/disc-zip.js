// SPDX-License-Identifier: Apache-2.0
// The files of a ZIP archive, read when they are asked for (APPNOTE.TXT 6.3, sections 4.3 and 4.4).

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const COMMENT_BYTES = 65535;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const MOST_FILES = 100000;
const MOST_DIRECTORY = 64 << 20;
const ZIP64 = 0xffffffff;

const viewOf = async (blob) => new DataView(await blob.arrayBuffer());

/** Whether a file begins as an archive does. */
export async function isZip(file) {
  if (file.size < END_BYTES) return false;
  const first = (await viewOf(file.slice(0, 4))).getUint32(0, true);
  return first === LOCAL;
}

async function directory(file) {
  const from = Math.max(0, file.size - END_BYTES - COMMENT_BYTES);
  const tail = await viewOf(file.slice(from));
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END) {
      return {
        count: tail.getUint16(at + 10, true),
        bytes: tail.getUint32(at + 12, true),
        offset: tail.getUint32(at + 16, true) };
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

/** The files of an archive; what is a folder, encrypted or packed otherwise is left out. */
export async function filesOfZip(file) {
  const { count, bytes, offset } = await directory(file);
  if (offset === ZIP64 || bytes > MOST_DIRECTORY || count > MOST_FILES) {
    throw new Error("too large");
  }
  const view = await viewOf(file.slice(offset, offset + bytes));
  const files = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) {
      throw new Error("damaged");
    }
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    if (at + 46 + lengths[0] > view.byteLength) throw new Error("damaged");
    const entry = {
      path: new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, lengths[0])),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true) };
    const isReadable = (view.getUint16(at + 8, true) & ENCRYPTED) === 0
      && (entry.method === STORED || entry.method === DEFLATED);
    if (isReadable && !entry.path.endsWith("/")) files.push(opened(file, entry));
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return files;
}
