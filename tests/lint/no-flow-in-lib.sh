#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# lib/ and templates/ know no flow by what stands in it: no text in quotes is the id of a part, state, action, field, form, date
# or message of conf/areas/. lib/training plays the stories of certain flows and is left out.
. "$(dirname "$0")/lib.sh"

# Words that the engine has too, with another meaning or the same for every flow:
#   rules of reading and kinds of values      answers coded content identity sensitive files
#   classes, directions and levels of lists   draft sent closed
#   needs and templates                       save send edit
#   columns and parameters                    email phone reason web reply_days closed_at
readonly ENGINE='answers|coded|content|identity|sensitive|files|draft|sent|closed|save|send|edit|email|phone|reason|web|reply_days|closed_at'

ids() {
    { find conf/areas -name '*.[0-9]*.yaml' 2>/dev/null || true; } | LC_ALL=C sort | tr '\n' '\0' | xargs -0 -r awk '
        /^[a-z_]+:/ { block = $1 }
        /^  [a-z][a-z0-9_-]*:/ && block ~ /^(parts|states|messages|actions|dates|forms|reveal|checks):$/ { sub(/:.*/, "", $1); print $1 }
        /^      [a-z][a-z0-9_]*:/ && block ~ /^(main|forms):$/ { sub(/:.*/, "", $1); print $1 }' |
        sort -u | grep -vxE "$ENGINE" | paste -sd '|'
}

lint() {
    local ids
    ids=$(ids)
    [ -n "$ids" ] || return 0
    { strip strings lib | grep -v '^lib/training/' | grep -E ":[0-9]+:($ids)\$" || true
      { find templates -name '*.cs' 2>/dev/null || true; } | LC_ALL=C sort | tr '\n' '\0' | xargs -0 -r grep -HnE "\"($ids)\"" || true; } |
        sed 's/^\([^:]*:[0-9]*\):.*/\1: names what stands in a flow/'
}

plant() {
    mkdir -p lib/web lib/training templates conf/areas/postal
    printf 'flow: parcel\nparts:\n  sorter: {}\nstates:\n  draft: {}\n  on_the_way: {}\nmain:\n  what:\n    fields:\n      postage_due:\n        kind: code\n' >conf/areas/postal/parcel.1.yaml
    printf 'int a = equal(part, "sorter");\n' >lib/web/bad_part.c
    printf 'int a = equal(state, "on_the_way");\n' >lib/web/bad_state.c
    printf '<?cs if:field == "postage_due" ?>\n' >templates/bad_field.cs
    printf '/* "sorter" */\nint a = equal(class, "draft");\nconst char *t = N_("The sorter is on_the_way");\n' >lib/web/good.c
    printf 'int a = equal(part, "sorter");\n' >lib/training/good.c
    printf '<?cs if:field == "other" ?>\n' >templates/good.cs
}

lint_main "$@"
