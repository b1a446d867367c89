#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Each function of a public header has a comment block before it; functions that stand together, without a blank line
# between them, may share one.
. "$(dirname "$0")/lib.sh"

lint() {
    find lib -mindepth 2 -name '*.h' ! -name '*.gen.h' 2>/dev/null | LC_ALL=C sort | tr '\n' '\0' | xargs -0 -r awk '
    FNR == 1 { documented = 0; in_comment = 0; in_macro = 0; depth = 0; open = 0 }
    {
        line = $0
        if (in_macro) { in_macro = (line ~ /\\$/); next }
        if (in_comment) {
            if (line ~ /\*\//) { in_comment = 0; documented = 1 }
            next
        }
        if (line ~ /^[ \t]*\/\*/) {
            if (line ~ /\*\/[ \t]*$/) documented = 1
            else in_comment = 1
            next
        }
        if (line ~ /^[ \t]*$/) { if (!open && depth == 0) documented = 0; next }
        if (line ~ /^[ \t]*#/) { in_macro = (line ~ /\\$/); next }
        before = depth
        depth += gsub(/\{/, "{", line) - gsub(/\}/, "}", line)
        if (before > 0 || depth > 0) next
        if (open) { if (line ~ /;[ \t]*$/) open = 0; next }
        if (line ~ /^[A-Za-z_].*\(/ && line !~ /^(typedef|struct [a-z_]+ \{|enum|union|_Static_assert|static_assert)[^(]*\{/ \
            && line !~ /^(typedef|_Static_assert|static_assert)/) {
            if (!documented) print FILENAME ":" FNR ": no comment before: " line
            if (line !~ /;[ \t]*$/) open = 1
        }
    }' /dev/null
}

plant() {
    mkdir -p lib/base
    printf '/* a file */\n\nint base_count(int n);\n' >lib/base/bad.h
    printf '/* a */\nint a_do(int n);\n\nenum err_code\nb_do(int n,\n     int m);\n' >lib/base/bad_second.h
    cat >lib/base/good.h <<'EOF'
/* a file */

#define MACRO(x) \
    f(x)

struct thing {
    int (*call)(int n);
};

/* thing_do - does it. */
int thing_do(int n,
             int m);
int thing_undo(int n);

/*
 * thing_end - ends it.
 */
void thing_end(void) __attribute__((noreturn));
EOF
}

lint_main "$@"
