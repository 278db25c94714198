#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fetches OHIF by npm and packs it below target/classes; does nothing where that is done already.
# Without npm the build goes on, and the server says that it has no viewer.
set -eu
cd "$(dirname "$0")/.."

out=target/classes/spiders/viewer/ohif
state=$(cat package.json package-lock.json pack/* | cksum)
if [ -f "$out/index.html.gz" ] && [ "$(cat target/packed 2>/dev/null)" = "$state" ]; then
    exit 0
fi
if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    echo "WARNING: npm or node is missing: this build has no viewer" >&2
    exit 0
fi
mkdir -p target/npm
cp package.json package-lock.json target/npm/
(cd target/npm && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
rm -rf "$out"
node pack/pack.mjs target/npm/node_modules/@ohif/app "$out"
printf '%s' "$state" >target/packed
