#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# What declared data say is read by something that does or shows it: each member of the structs that lib/decl fills has a reader
# outside of the files that load and check it. The compiler finds the readers, so that `label` of a part is not taken for that of a state.
. "$(dirname "$0")/lib.sh"

# The files that fill the structs, and those that only check them.
LOADING='^lib/(decl/(action|area|calendar|checks|digest|flow|form|lists|message|questions|refs|verb|version|when|verify[a-z_]*)|yaml/.*)\.c:?'
# Read by the checks only: where a thing stands in its file, and what helps them to look at it.
CHECKED='\.pos$|^decl_flow\.(n_)?stamps$|^decl_area\.a_question$'

lint() {
    local work header flags
    work=$(mktemp -d)
    flags=$(pkg-config --cflags talloc fcgi jansson libmariadb yaml-0.1 icu-uc libpcre2-8 libsodium libxml-2.0 2>/dev/null || true)
    while read -r header; do
        mkdir -p "$work/$(dirname "$header")"
        awk -v members="$work/members" -f "$LINT_DIR/members.awk" "$header" >"$work/$header"
        cat "$work/members" >>"$work/all"
        : >"$work/members"
    done < <(grep -lE '^struct (decl_[a-z_]+|kind_limits) \{' lib/*/*.h | grep -v '/verbs\.h$') # its members come from the rows of verbs.def
    # shellcheck disable=SC2086
    find lib cgi -name '*.c' ! -name '*.gen.c' 2>/dev/null | grep -vE "$LOADING" | LC_ALL=C sort |
        xargs -r -P "$(nproc)" -n 16 cc -fsyntax-only -std=gnu11 -Wdeprecated-declarations -I"$work/lib" -Ilib $flags -I/usr/include/ClearSilver >"$work/told" 2>&1 || true
    grep -E '(^|: )(fatal )?error:' "$work/told" | head -n 3 || true
    grep -oE 'deprecated: (decl|kind)_[a-z0-9_.]+' "$work/told" | sed 's/^deprecated: //' | LC_ALL=C sort -u >"$work/read" || true
    grep -vE "$CHECKED" <(cut -f 1 "$work/all") | LC_ALL=C sort -u | LC_ALL=C comm -23 - "$work/read" |
        while read -r member; do
            awk -F'\t' -v member="$member" '$1 == member { print $2 ": nothing reads " member ": take its key away, or do what it says"; exit }' "$work/all"
        done
    rm -r "$work"
}

plant() {
    mkdir -p lib/decl lib/web
    printf 'struct decl_part {\n    const char *id;\n    int many; /* nothing reads it */\n};\n' >lib/decl/bad.h
    printf 'struct decl_state {\n    const char *id;\n    int many;\n};\n' >lib/decl/good.h
    printf '#include "decl/bad.h"\nint x(struct decl_part *p) { p->many = 1; return p->id != 0; }\n' >lib/decl/flow.c
    printf '#include "decl/bad.h"\n#include "decl/good.h"\nint y(const struct decl_part *p, const struct decl_state *s) { return p->id == s->id && s->many; }\n' >lib/web/page.c
}

lint_main "$@"
