#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The page in Debian's Chromium.
#
# usage: tests/browser/run.sh BUILD_DIR
#
# BUILD_DIR is a Meson build folder, or the command that ./run builds beside
# its release folder. Needs npm, node, chromium and the fonts of
# fonts-noto-core; with a Java runtime the pages are also checked by the Nu Html
# Checker, with pdftotext the words of the printed page are read back. Prints a
# line a test and closes with "N passed, N failed".
set -eu
build=${1:-build/release}
[ -d "$build" ] || build=$(dirname "$build")/release
build=$(cd "$build" && pwd)
cd "$(dirname "$0")"
if ! node -e 'require.resolve("axe-core"); require.resolve("playwright-core"); require.resolve("vnu-jar/package.json")' 2>/dev/null; then
    npm ci --silent --no-audit --no-fund --ignore-scripts
fi
node test.js "$build"
exec node serve.js "$build"
