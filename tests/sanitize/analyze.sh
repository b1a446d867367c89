#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The static analyser of clang follows each way through each function and finds nothing: no NULL that is read, nothing unset.
# An invariant that it cannot see is an assert in the code. Of the long form; BUILD holds a configured tree.
set -uo pipefail
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}
command -v clang >/dev/null || { skip "sanitize analyze" "clang is missing" && exit 0; }
flags() { sed -nE "s/^($1) = //p" "$BUILD/Makefile"; }
cd "$ROOT" || exit 1
# shellcheck disable=SC2046
found=$(find lib cgi -name '*.c' ! -name '*.gen.c' | LC_ALL=C sort | xargs -P "$(nproc)" -n 8 clang --analyze -Xanalyzer -analyzer-output=text -std=gnu11 \
    -Ilib -I"$BUILD/lib" $(flags 'CLEARSILVER_CFLAGS|LIBRARY_CFLAGS') -DIMI_LIBSYSTEMD=1 -DPACKAGE_VERSION='"0"' 2>&1 | grep -E 'warning:|error:' | LC_ALL=C sort -u)
is_equal "sanitize analyze: clang finds nothing" "" "$found"
