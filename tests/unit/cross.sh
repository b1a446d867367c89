#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The unit tests on other processors, under qemu: armhf has 32 bits and an unsigned char, s390x has its bytes the other way
# round. Run by the family unit in its long form; alone: tests/unit/cross.sh [ARCHITECTURE...]
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
. "$ROOT/tools/dev/common.sh"
. "$ROOT/tools/dev/packages.sh"
. "$ROOT/tools/dev/build.sh"
. "$ROOT/tools/dev/cross.sh"

[ $# -gt 0 ] || set -- armhf s390x
packages_install cross
for architecture in "$@"; do
    if said=$( (build_cross "$architecture" all) 2>&1); then
        ok "$architecture build"
    else
        not_ok "$architecture build" "the tree does not build for $architecture"
        explain <<<"$said"
        continue
    fi
    BUILD=$ROOT/.dev/variants/$architecture LABEL=$architecture \
        EMULATOR="$(cross_emulator "$architecture") -L $ROOT/.dev/cross/$architecture/root" "$TESTS_DIR/unit/run"
done
