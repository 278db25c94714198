// SPDX-License-Identifier: Apache-2.0
// Reads whose image a DICOM file is from its first bytes: Part 10 files (PS3.10), explicit and
// implicit VR, little and big endian (PS3.5 section 7.1). Reads nothing behind what it was given.

const PREAMBLE = 128;
const UNDEFINED = 0xffffffff;
const MOST_DEPTH = 16;
const LONG = new Set(
  ["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"]);
const IMPLICIT = "1.2.840.10008.1.2";
const BIG_ENDIAN = "1.2.840.10008.1.2.2";
const DEFLATED = new Set(["1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.4.95"]);
const DIRECTORY = "1.2.840.10008.1.3.10";

// The attributes that are wanted, ascending; the last ends the reading.
const WANTED = new Map([
  [0x00080005, "charset"], [0x00080016, "sopClass"], [0x00080018, "sop"], [0x00080020, "date"],
  [0x00080060, "modality"], [0x00080080, "institution"], [0x00081030, "description"],
  [0x00100010, "name"], [0x00100020, "id"], [0x00100021, "issuer"], [0x00100030, "birthDate"],
  [0x00100040, "sex"], [0x0020000d, "study"], [0x0020000e, "series"]]);
const LAST = 0x0020000e;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;

// Of CharacterSet (PS3.3 section C.12.1.1.2), as the Encoding Standard names them.
const ENCODINGS = new Map([
  ["ISO_IR 101", "iso-8859-2"], ["ISO_IR 109", "iso-8859-3"], ["ISO_IR 110", "iso-8859-4"],
  ["ISO_IR 144", "iso-8859-5"], ["ISO_IR 127", "iso-8859-6"], ["ISO_IR 126", "iso-8859-7"],
  ["ISO_IR 138", "iso-8859-8"], ["ISO_IR 148", "windows-1254"], ["ISO_IR 203", "iso-8859-15"],
  ["ISO_IR 166", "windows-874"], ["ISO_IR 13", "shift_jis"], ["ISO_IR 192", "utf-8"],
  ["GB18030", "gb18030"], ["GBK", "gbk"]]);

/** What is wrong with a file; `more`: what is wanted stands further behind; `other`: no image. */
class Unread extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

class Reader {
  constructor(bytes, at, explicit, little) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.bytes = bytes;
    this.at = at;
    this.explicit = explicit;
    this.little = little;
  }

  require(count) {
    if (this.at + count > this.bytes.length) throw new Unread("more");
  }

  tag() {
    this.require(4);
    const tag = this.view.getUint16(this.at, this.little) * 0x10000
      + this.view.getUint16(this.at + 2, this.little);
    this.at += 4;
    return tag;
  }

  long() {
    this.require(4);
    this.at += 4;
    return this.view.getUint32(this.at - 4, this.little);
  }

  /** A tag with the length of its value, and whether that is a sequence. */
  header() {
    const tag = this.tag();
    if (tag >= ITEM && tag <= SEQUENCE_END) return { tag, length: this.long(), vr: "" };
    if (!this.explicit) return { tag, length: this.long(), vr: "" };
    this.require(4);
    const vr = String.fromCharCode(this.bytes[this.at], this.bytes[this.at + 1]);
    if (!/^[A-Z]{2}$/.test(vr)) throw new Unread("malformed");
    if (LONG.has(vr)) {
      this.at += 4;
      return { tag, length: this.long(), vr };
    }
    const length = this.view.getUint16(this.at + 2, this.little);
    this.at += 4;
    return { tag, length, vr };
  }

  value(length) {
    this.require(length);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  skip(header, depth) {
    if (header.length !== UNDEFINED) {
      this.require(header.length);
      this.at += header.length;
      return;
    }
    if (depth > MOST_DEPTH) throw new Unread("malformed");
    // Of unknown VR with a length that is not known, the items are implicit (PS3.5 section 6.2.2).
    const explicit = this.explicit;
    if (header.vr === "UN") this.explicit = false;
    for (let item = this.header(); item.tag !== SEQUENCE_END; item = this.header()) {
      if (item.tag !== ITEM) throw new Unread("malformed");
      if (item.length !== UNDEFINED) {
        this.skip(item, depth + 1);
        continue;
      }
      for (let inner = this.header(); inner.tag !== ITEM_END; inner = this.header()) {
        this.skip(inner, depth + 1);
      }
    }
    this.explicit = explicit;
  }
}

const latin = (bytes) => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

const decoded = (bytes, charset) => {
  const first = charset.replace(/^ISO 2022 IR /, "ISO_IR ");
  if (first === "ISO_IR 100") return latin(bytes);
  const label = ENCODINGS.get(first);
  try {
    // Files without a character set that are not ASCII: UTF-8 where they are, else Latin 1.
    return new TextDecoder(label ?? "utf-8", { fatal: label === undefined }).decode(bytes);
  } catch {
    return latin(bytes);
  }
};

const trimmed = (text) => text.replace(/[\0 ]+$/, "").replace(/^ +/, "");

const transferSyntax = (bytes) => {
  const meta = new Reader(bytes, PREAMBLE + 4, true, true);
  const read = { syntax: "", at: 0 };
  while (true) {
    read.at = meta.at;
    meta.require(2);
    if (meta.view.getUint16(meta.at, true) !== 2) return read;
    const header = meta.header();
    if (header.length === UNDEFINED) throw new Unread("malformed");
    const value = meta.value(header.length);
    if (header.tag === 0x00020010) read.syntax = trimmed(latin(value));
    if (header.tag === 0x00020002 && trimmed(latin(value)) === DIRECTORY) throw new Unread("other");
  }
};

const attributes = (bytes) => {
  const { syntax, at } = transferSyntax(bytes);
  if (DEFLATED.has(syntax)) throw new Unread("deflated");
  const reader = new Reader(bytes, at, syntax !== IMPLICIT, syntax !== BIG_ENDIAN);
  const raw = {};
  let before = 0;
  while (reader.at < bytes.length) {
    const header = reader.header();
    if (header.tag <= before) throw new Unread("malformed");
    before = header.tag;
    if (header.tag > LAST) return raw;
    const name = WANTED.get(header.tag);
    if (name && header.length !== UNDEFINED) {
      raw[name] = reader.value(header.length);
      if (header.tag === LAST) return raw;
    } else {
      reader.skip(header, 0);
    }
  }
  throw new Unread("more");
};

/**
 * Reads the first bytes of a file. The kind of the answer is `image` with its attributes as texts;
 * `other` for what is no DICOM file or a DICOMDIR; `bad` with the reason; or `more`, when what is
 * wanted stands behind the bytes given.
 */
export function readHead(bytes) {
  if (bytes.length < PREAMBLE + 4
      || latin(bytes.subarray(PREAMBLE, PREAMBLE + 4)) !== "DICM") return { kind: "other" };
  try {
    const raw = attributes(bytes);
    const charset = trimmed(latin(raw.charset ?? [])).split("\\")[0].trim();
    const image = { kind: "image" };
    for (const name of WANTED.values()) {
      image[name] = trimmed(decoded(raw[name] ?? new Uint8Array(), charset).split("\\")[0]);
    }
    if (!image.study || !image.series || !image.sop) return { kind: "bad", reason: "unnamed" };
    return image;
  } catch (failure) {
    if (!(failure instanceof Unread)) throw failure;
    return failure.reason === "more" || failure.reason === "other"
      ? { kind: failure.reason } : { kind: "bad", reason: failure.reason };
  }
}
