// SPDX-License-Identifier: Apache-2.0
// Packs a built OHIF for the path /viewer/: leaves out what is not used, re-bases the absolute
// paths compiled into it, moves inline scripts into a file, and compresses.
// usage: node pack.mjs <npm package folder> <output folder>
import { cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const [source, out] = process.argv.slice(2);
const dist = join(source, 'dist');
const base = '/viewer/';

// ONNX runtime without a model, slide microscopy, catalogue of customisations, service worker,
// identity provider pages, hosting files, icons for telephones.
const LEFT_OUT = [
  /^ort\//,
  /^dicom-microscopy-viewer\//,
  /^customizations\//,
  /^assets\/(?!favicon|images\/)/,
  /^(sw|google|init-service-worker|oidc-client\.min|polyfill\.min|es6-shim\.min)\.js$/,
  /^(_headers|_redirects|serve\.json|silent-refresh\.html|manifest\.json|app-config\.js)$/,
];
const STORED_PLAIN = /\.(png|ico|jpg|woff2)$/;

// Modes and extensions that nobody can reach: the hub opens /viewer/viewer only. Each costs
// requests before the first image.
const UNREACHED = [
  '@ohif/extension-ultrasound-pleura-bline',
  '@ohif/mode-basic',
  '@ohif/mode-segmentation',
  '@ohif/mode-tmtv',
  '@ohif/mode-microscopy',
  '@ohif/mode-preclinical-4d',
  '@ohif/mode-ultrasound-pleura-bline',
];
// What the viewer always loads, of those that no page names; the pages of the hub fetch it ahead.
const ALWAYS_LOADED = [
  '@ohif/extension-default',
  '@ohif/extension-cornerstone',
  '@ohif/extension-measurement-tracking',
  '@ohif/extension-cornerstone-dicom-sr',
  '@ohif/extension-cornerstone-dicom-seg',
  '@ohif/extension-cornerstone-dicom-pmap',
  '@ohif/extension-cornerstone-dicom-rt',
  '@ohif/extension-dicom-pdf',
  '@ohif/extension-dicom-video',
  '@ohif/mode-longitudinal',
];

let rebased = 0;
/** What a browser may ask for, so that a meeting room can keep all of it. */
const names = [];

function files(folder, prefix = '') {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path, `${prefix}${name}/`) : [prefix + name];
  });
}

function replaceAll(file, text, from, to) {
  const parts = text.split(from);
  if (parts.length === 1) {
    throw new Error(`${file}: ${from} is not there; is this another version of OHIF?`);
  }
  return parts.join(to);
}

function javascript(file, text) {
  const from = '__webpack_require__.p = "/"';
  if (text.includes(from)) {
    rebased++;
  }
  const moved = text.replaceAll(from, `__webpack_require__.p = "${base}"`);
  return /^app\.bundle\./.test(file) ? application(file, moved) : moved;
}

/** Takes the unreached out of the list of what is loaded, and lists what is fetched ahead. */
function application(file, text) {
  const ahead = new Set([file]);
  for (const module of ALWAYS_LOADED) {
    const start = text.indexOf(`if (module === "${module}") {`);
    const loading = start < 0 ? '' : text.slice(start, text.indexOf('.then(', start));
    const chunks = [...loading.matchAll(/__webpack_require__\.e\((?:\/\*.*?\*\/ )?(\d+)\)/g)];
    if (chunks.length === 0) {
      throw new Error(`${file}: ${module} is not loaded there; is this another version of OHIF?`);
    }
    chunks.forEach(([, chunk]) => files(dist)
      .filter(name => name.startsWith(`${chunk}.bundle.`) && name.endsWith('.js'))
      .forEach(name => ahead.add(name)));
  }
  decoders(file, text);
  write('ahead.json', JSON.stringify([...ahead].map(name => base + name)));
  return UNREACHED.reduce((rest, module) => {
    const kind = module.includes('/mode-') ? 'modes' : 'extensions';
    return replaceAll(file, rest, `pluginImports_${kind}.push("${module}");`, '');
  }, text);
}

/**
 * Names the worker that decodes images. The codecs in it are glued to their WebAssembly by
 * functions that they make of text: that file alone is sent with leave to do so, and no page has
 * it.
 */
function decoders(file, text) {
  const start = new RegExp(
    /new Worker\(new URL\(\/\* worker import \*\//.source +
    /__webpack_require__\.p \+ __webpack_require__\.u\((\d+)\)/.source, 'g');
  const names = [...text.matchAll(start)].flatMap(([, chunk]) =>
    files(dist).filter(name => name.startsWith(`${chunk}.bundle.`) && name.endsWith('.js')));
  if (names.length === 0) {
    throw new Error(`${file}: no worker is started there; is this another version of OHIF?`);
  }
  writeFileSync(join(out, 'decoders.txt'), names.map(name => `${name}\n`).join(''));
}

/** No inline script stays, so that the page's content security policy can forbid them. */
function page(file, text) {
  const inline = /<script>([^<]*)<\/script>/g;
  const scripts = [...text.matchAll(inline)].map(match => match[1]);
  const worker = /<script[^>]*src="\/init-service-worker\.js"[^>]*><\/script>/;
  if (scripts.length !== 2 || !worker.test(text)) {
    throw new Error(`${file}: not the page expected; is this another version of OHIF?`);
  }
  const boot = replaceAll(file, scripts.join(';\n'), 'PUBLIC_URL="/"', `PUBLIC_URL="${base}"`);
  write('boot.js', `${boot};\n`);
  const unwanted = new RegExp(
    '<link rel="(manifest|apple-touch[^"]*|yandex[^"]*)"[^>]*>'
      + '|<link[^>]*coast[^>]*>|<meta name="ms[^>]*>', 'g');
  const first = text.indexOf('<script');
  const clean = `${text.slice(0, first)}<script src="/boot.js"></script>${text.slice(first)}`
    .replace(inline, '')
    .replace(worker, '')
    .replace(unwanted, '')
    .replace('<title>OHIF Viewer</title>', '<title>SPIDERS</title>');
  return clean.replace(/(href|src|content)="\//g, `$1="${base}`);
}

function write(file, content) {
  names.push(file);
  const path = join(out, file);
  mkdirSync(dirname(path), { recursive: true });
  if (STORED_PLAIN.test(file)) {
    writeFileSync(path, content);
    return;
  }
  writeFileSync(`${path}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
}

for (const file of files(dist)) {
  if (LEFT_OUT.some(pattern => pattern.test(file))) {
    continue;
  }
  const content = readFileSync(join(dist, file));
  if (file.endsWith('.js')) {
    write(file, javascript(file, content.toString('utf8')));
  } else if (file.endsWith('.css')) {
    write(file, content.toString('utf8').replaceAll('url(/', `url(${base}`));
  } else if (file === 'index.html') {
    write(file, page(file, content.toString('utf8')));
  } else {
    write(file, content);
  }
}
if (rebased === 0) {
  throw new Error('no public path was re-based; is this another version of OHIF?');
}
writeFileSync(join(out, 'files.txt'), names.map(name => `${name}\n`).join(''));
cpSync(join(source, 'LICENSE'), join(out, 'LICENSE'));
