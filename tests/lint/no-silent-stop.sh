#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# No list of lib/ stops growing at a number without a word: what is over a limit is refused, or the list grows. Found: a loop
# that also ends at a fixed count, and an append that is left out, or returned before, when a fixed count is reached.
. "$(dirname "$0")/lib.sh"

lint() {
    strip code lib | awk -F: '
        { place = $1 ":" $2; text = $0; sub(/^[^:]*:[^:]*:/, "", text) }
        text ~ /for \(.*&& [*a-z_>.-]*(count|n|used) < ([1-9][0-9]*|[A-Z][A-Z0-9_]*)[;) ]/ { print place ": a loop that stops at a fixed count" }
        full && text ~ /^ *(return( ERR_OK)?|break|continue);/ { print place ": gives up in silence at a fixed count" }
        room && text ~ /\+\+\]/ { print place ": leaves out in silence what is over a fixed count" }
        { full = text ~ /if \((.*[^A-Za-z_])?([a-z_]*count|n|used) (==|>=) ([1-9][0-9]*|[A-Z][A-Z0-9_]*)\)( \{)?$/; room = text ~ /if \((.*[^A-Za-z_])?([a-z_]*count|n|used) < ([1-9][0-9]*|[A-Z][A-Z0-9_]*)\)( \{)?$/ }'
}

plant() {
    mkdir -p lib/app
    printf 'static void f(void)\n{\n    if (list->count < MOST)\n        list->items[list->count++] = 1;\n}\n' >lib/app/bad_room.c
    printf 'static void f(void)\n{\n    if (*count == 40)\n        return;\n    items[(*count)++] = 1;\n}\n' >lib/app/bad_full.c
    printf 'static void f(void)\n{\n    if (list->count >= MOST_2) {\n        return;\n    }\n    items[n++] = 1;\n}\n' >lib/app/bad_reached.c
    printf 'static int f(void)\n{\n    if (n >= MOST)\n        return ERR_OK;\n    items[n++] = 1;\n    return 0;\n}\n' >lib/app/bad_ok.c
    printf 'static void f(void)\n{\n    for (size_t i = 0; i < all && n < 32; i++)\n        items[n++] = i;\n}\n' >lib/app/bad_loop.c
    printf 'static int f(void)\n{\n    if (n == MOST)\n        return FAIL(err, ERR_INVALID, "too many");\n    items[n++] = 1;\n    return 0;\n}\n' >lib/app/good.c
}

lint_main "$@"
