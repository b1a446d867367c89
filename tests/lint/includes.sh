#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Headers of this repository that are included one after another stand in the order of their paths.
. "$(dirname "$0")/lib.sh"

lint() {
    { c_files lib cgi tests || true; } | tr '\n' '\0' | xargs -0 -r awk '
        FNR == 1 { before = "" }
        /^#include "[^"]+\.h"/ {
            split($0, part, "\"")
            if (before != "" && part[2] < before) print FILENAME ":" FNR ": " part[2] " stands behind " before
            before = part[2]
            next
        }
        { before = "" }'
}

plant() {
    mkdir -p lib/app
    printf '#include "b/b.h"\n#include "a/a.h"\n' >lib/app/bad.c
    printf '#include "b/b.h"\n\n#include <a.h>\n\n#include "a/a.h"\n#include "b/c.h"\n' >lib/app/good.c
}

lint_main "$@"
