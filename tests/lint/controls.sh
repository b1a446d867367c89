#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# What a form of a case is asked for by name, beside its fields, is a control of lib/decl/reserved.def: no field can have that name.
. "$(dirname "$0")/lib.sh"

lint() {
    c_files lib/cases lib/web | tr '\n' '\0' | xargs -0 -r grep -nHE 'form_value\((given|form|read|\*form), "' |
        sed -E 's/^([^:]*:[0-9]+):.*/\1: asks a form for a name in quotes: give it a row CONTROL in lib\/decl\/reserved.def/' || true
}

plant() {
    mkdir -p lib/cases
    printf 'x = form_value(given, "seen");\n' >lib/cases/bad.c
    printf 'x = form_value(given, CONTROL_SEEN);\ny = form_value(exchange->req->query, "as");\n' >lib/cases/good.c
}

lint_main "$@"
