#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Build what the browser gets: build.sh [FOLDER], default static/dist.
# The sheet needs sass and govuk-frontend: `npm install` at the top, or NODE_ROOT naming the folder that holds node_modules.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here/dist}
modules=${NODE_ROOT:-$here/..}/node_modules
mkdir -p "$out"
cp "$here/imi.js" "$here/icon.svg" "$out/"
if [ ! -e "$modules/sass/sass.js" ]; then
    if [ -e "$out/imi.css" ]; then
        echo "static/build.sh: no sass in $modules; the sheet that is there stays" >&2
        exit 0
    fi
    echo "static/build.sh: no sass in $modules: run npm install first" >&2
    exit 1
fi
node "$modules/sass/sass.js" --no-source-map --style=compressed --quiet-deps --load-path="$modules" \
    "$here/scss/imi.scss" "$out/imi.css.new"
mv "$out/imi.css.new" "$out/imi.css"
