// SPDX-License-Identifier: Apache-2.0
// Makes the code streams of this folder with OpenJPH, and the samples that OpenJPH decodes of them.
// npm install --no-save @cornerstonejs/codec-openjph@2.4.11 && node make.mjs
import { writeFileSync } from 'node:fs';
import openjph from '@cornerstonejs/codec-openjph';

const codec = await openjph();
console.log('OpenJPH', codec.getVersion());

// A name, the image, and what the encoder is told; quality 0 is lossless, else the step of the
// finest quantizer.
const CASES = [
  ['grey8', image(67, 45, 8, false, 1), { quality: 0 }],
  ['grey8-lossy', image(67, 45, 8, false, 1), { quality: 0.01 }],
  ['grey12', image(131, 40, 12, false, 1), { quality: 0, order: 2, tile: [64, 32] }],
  ['grey12-lossy', image(131, 40, 12, false, 1), { quality: 0.002, order: 2, tile: [64, 32] }],
  ['signed12', image(48, 61, 12, true, 1), { quality: 0, order: 0, block: [32, 128] }],
  ['signed12-lossy', image(48, 61, 12, true, 1), { quality: 0.001, order: 0, block: [32, 128] }],
  ['signed16', image(61, 48, 16, true, 1), { quality: 0, order: 3, levels: 3 }],
  ['signed16-lossy', image(61, 48, 16, true, 1), { quality: 0.0001, order: 3, levels: 3 }],
  ['grey16-lossy', image(64, 64, 16, false, 1), { quality: 0.00002, order: 1, levels: 1 }],
  ['rgb8', image(59, 43, 8, false, 3), { quality: 0, order: 2, parts: true }],
  ['rgb8-lossy', image(59, 43, 8, false, 3), { quality: 0.02, order: 2, parts: true }],
  ['rgb8-coarse', image(59, 43, 8, false, 3), { quality: 0.1, order: 4 }],
];

for (const [name, picture, how] of CASES) {
  const encoded = encode(picture, how);
  const decoded = decode(encoded, 0);
  const worst = difference(decoded, picture.bytes, picture);
  if ((worst === 0) !== (how.quality === 0)) {
    throw new Error(`${name} is off by ${worst}`);
  }
  writeFileSync(`${name}.j2c`, encoded);
  writeFileSync(`${name}.raw`, Buffer.concat([decoded, decode(encoded, 1)]));
  console.log(name, encoded.length, 'bytes, off by', worst);
}

/** Two waves under an ellipse, an edge and noise, over nearly the whole range. */
function image(width, height, bits, isSigned, components) {
  const bytes = Buffer.alloc(width * height * components * (bits > 8 ? 2 : 1));
  const range = 2 ** bits;
  let seed = 20261126;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < components; c++) {
        seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
        const noise = ((seed >>> 16) / 65536 - 0.5) * 0.02;
        const u = (2 * x) / width - 1;
        const v = (2 * y) / height - 1;
        const body = u * u + v * v < 0.7 ? 0.35 * Math.cos((4 + c) * u) * Math.sin(5 * v) + 0.2 : 0;
        const edge = x > width * 0.8 && y > height * 0.5 ? 0.4 : 0;
        const level = Math.floor((0.3 + body + edge + noise) * range);
        const value = Math.min(range - 1, Math.max(0, level));
        const at = (y * width + x) * components + c;
        const sample = isSigned ? value - range / 2 : value;
        if (bits > 8) {
          bytes.writeUInt16LE(sample & 0xffff, 2 * at);
        } else {
          bytes.writeUInt8(sample & 0xff, at);
        }
      }
    }
  }
  return { width, height, bits, isSigned, components, bytes };
}

function encode(picture, how) {
  const encoder = new codec.HTJ2KEncoder();
  const target = encoder.getDecodedBuffer({
    width: picture.width,
    height: picture.height,
    bitsPerSample: picture.bits,
    componentCount: picture.components,
    isSigned: picture.isSigned,
    isUsingColorTransform: picture.components === 3,
  });
  target.set(picture.bytes);
  encoder.setQuality(how.quality === 0, how.quality);
  encoder.setDecompositions(how.levels ?? 5);
  encoder.setProgressionOrder(how.order ?? 2);
  encoder.setBlockDimensions({ width: how.block?.[0] ?? 64, height: how.block?.[1] ?? 64 });
  if (how.tile) {
    encoder.setTileSize({ width: how.tile[0], height: how.tile[1] });
  }
  if (how.parts) {
    encoder.setTLMMarker(true);
    encoder.setTilePartDivisionsAtResolutions(true);
  }
  encoder.encode();
  const encoded = Buffer.from(encoder.getEncodedBuffer());
  encoder.delete();
  return encoded;
}

function decode(encoded, reduction) {
  const decoder = new codec.HTJ2KDecoder();
  decoder.getEncodedBuffer(encoded.length).set(encoded);
  decoder.decodeSubResolution(reduction);
  const decoded = Buffer.from(decoder.getDecodedBuffer());
  decoder.delete();
  return decoded;
}

function difference(one, other, picture) {
  if (one.length !== other.length) {
    throw new Error(`${one.length} bytes, not ${other.length}`);
  }
  let worst = 0;
  const size = picture.bits > 8 ? 2 : 1;
  for (let at = 0; at < one.length; at += size) {
    worst = Math.max(worst, Math.abs(sample(one, at, picture) - sample(other, at, picture)));
  }
  return worst;
}

function sample(bytes, at, picture) {
  if (picture.bits > 8) {
    return picture.isSigned ? bytes.readInt16LE(at) : bytes.readUInt16LE(at);
  }
  return picture.isSigned ? bytes.readInt8(at) : bytes.readUInt8(at);
}
