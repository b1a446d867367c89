#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Functions that have no safe use here; and memory is talloc's, outside base and view (whose library takes malloc'ed
# strings). Memory that a library gave is freed on a line that says so: free(p); /* allocated by liboath */
. "$(dirname "$0")/lib.sh"

lint() {
    strip code lib cgi |
        grep -E '(^|[^A-Za-z0-9_.>])(strcpy|stpcpy|strcat|strncat|strncpy|sprintf|vsprintf|gets|strtok|system|popen|alloca|atoi|atol|atof|mktemp|tmpnam|rand|random|setlocale) *\(' |
        sed 's/^\([^:]*:[0-9]*\):/\1: banned function: /' || true
    strip code lib cgi | grep -vE '^lib/(base|view)/' |
        grep -E '(^|[^A-Za-z0-9_.>])(malloc|calloc|realloc|reallocarray|free|strdup|strndup|asprintf|vasprintf) *\(' |
        while IFS=: read -r file line code; do
            sed -n "${line}p" "$file" | grep -q 'allocated by' || printf '%s:%s: memory is talloc: %s\n' "$file" "$line" "$code"
        done || true
}

plant() {
    mkdir -p lib/base lib/flow lib/view
    printf 'void f(char *a, char *b) { strcpy(a, b); }\n' >lib/base/bad_copy.c
    printf 'void f(char *a) { system (a); }\n' >lib/flow/bad_system.c
    printf 'void *f(void) { return malloc(3); }\n' >lib/flow/bad_malloc.c
    printf 'void *f(void) { return malloc(3); }\n' >lib/view/good.c
    printf 'void f(char *a) { talloc_free(a); free(a); /* allocated by liboath */ }\n' >lib/flow/good.c
}

lint_main "$@"
