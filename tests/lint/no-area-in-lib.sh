#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# lib/ knows no area by name: an area is a folder of conf/areas/.
. "$(dirname "$0")/lib.sh"

area_names() {
    { printf '%s\n' services ecommerce patients
      find conf/areas -mindepth 1 -maxdepth 1 -type d -printf '%f\n' 2>/dev/null | grep -vx common || true; } |
        sort -u | paste -sd '|'
}

lint() {
    local areas
    areas=$(area_names)
    strip strings lib |
        grep -E ":[0-9]+:(($areas)|.*/($areas)([/?].*)?|($areas)/.*)\$" |
        sed 's/^\([^:]*:[0-9]*\):/\1: an area named in lib: /' || true
}

plant() {
    mkdir -p lib/web conf/areas/postal conf/areas/common
    printf 'int a = equal(area, "services");\n' >lib/web/bad_name.c
    printf 'const char *link = "/patients/cases";\n' >lib/web/bad_link.c
    printf 'int a = equal(area, "postal");\n' >lib/web/bad_new.c
    printf 'const char *t = N_("Free movement of services");\n/* "services" */\n' >lib/web/good.c
}

lint_main "$@"
