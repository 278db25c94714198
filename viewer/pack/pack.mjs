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

let rebased = 0;

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

function javascript(text) {
  const from = '__webpack_require__.p = "/"';
  if (text.includes(from)) {
    rebased++;
  }
  return text.replaceAll(from, `__webpack_require__.p = "${base}"`);
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
    write(file, javascript(content.toString('utf8')));
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
cpSync(join(source, 'LICENSE'), join(out, 'LICENSE'));
