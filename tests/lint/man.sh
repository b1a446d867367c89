#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Manual pages: mandoc finds no fault, and every command of imictl and every option of a program is in them.
. "$(dirname "$0")/lib.sh"

# page_of FILE: the page of a program; the endpoints, a file each, have one together
page_of() {
    local name=${1#cgi/}
    name=${name%.c}
    if [ -f "docs/man/$name.1" ]; then printf 'docs/man/%s.1' "$name"
    elif [ -f "docs/man/imi-$name.8" ]; then printf 'docs/man/imi-%s.8' "$name"
    elif [ -f "docs/man/imi-$name.1" ]; then printf 'docs/man/imi-%s.1' "$name"
    else find docs/man -name '*endpoint*' -print -quit; fi
}

lint() {
    local name file page
    find docs/man -type f -name '*.[18]' | LC_ALL=C sort | while read -r page; do mandoc -T lint -W warning "$page" || true; done |
        sed -E 's/^mandoc: //'
    sed -nE 's/^    \{"([a-z ]+)", "[^"]*", (NULL|[a-z_]+), "[^"]*", ctl_.*/\1/p' cgi/imictl.c | while read -r name; do
        grep -qE "^\.It Cm $name( |$)" docs/man/imictl.1 || printf 'docs/man/imictl.1:1: the command %s is missing\n' "$name"
    done
    for file in cgi/*.c; do
        page=$(page_of "$file")
        { grep -oE '\{"[a-z-]+", ("[^"]*"|NULL), "[^"]*", (true|false)\}' "$file" || true; } | sed -E 's/^\{"([^"]*)".*/\1/' | LC_ALL=C sort -u | while read -r name; do
            grep -qsE "Fl -$name( |\$)" "$page" || printf '%s:1: the option --%s of %s is missing\n' "$page" "$name" "$file"
        done
    done
}

plant() {
    mkdir -p docs/man cgi
    printf '.Dd November 28, 2026\n.Dt GOOD 1\n.Os\n.Sh NAME\n.Nm good\n.Nd a page\n' >docs/man/good.1
    printf '.Dd November 28, 2026\n.Dt IMICTL 1\n.Os\n.Sh NAME\n.Nm imictl\n.Nd a page\n.Bl -tag\n.It Cm good\nDoes.\n.El\n' >docs/man/imictl.1
    printf '.Dt BAD\n.Sh NAME\n.Bogus x\n' >docs/man/bad.8
    printf '    {"good", "", NULL, "do", ctl_good},\n    {"bad.command", "", NULL, "do", ctl_bad},\n    {"bad", "", NULL, "do", ctl_bad},\n' >cgi/imictl.c
    printf '.Dd November 28, 2026\n.Dt GOOD 8\n.Os\n.Sh NAME\n.Nm imi-bad.option\n.Nd a page\n.Bl -tag\n.It Fl -there\nDoes.\n.El\n' >docs/man/imi-bad.option.8
    printf 'static const struct option_row rows[] = {{"there", NULL, "x", true}, {"missing", NULL, "x", false}, {NULL, NULL, NULL, false}};\n' >cgi/bad.option.c
}

lint_main "$@"
