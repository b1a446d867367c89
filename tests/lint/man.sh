#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Manual pages: mandoc finds no fault, and every command of imictl and every option of a program is in them.
. "$(dirname "$0")/lib.sh"

lint() {
    local name
    find docs/man -type f -name '*.[18]' | LC_ALL=C sort | while read -r page; do mandoc -T lint -W warning "$page" || true; done |
        sed -E 's/^mandoc: //'
    sed -nE 's/^    \{"([a-z ]+)", "[^"]*", (NULL|[a-z_]+), "[^"]*", ctl_.*/\1/p' cgi/imictl.c | while read -r name; do
        grep -qE "^\.It Cm $name( |$)" docs/man/imictl.1 || printf 'docs/man/imictl.1:1: the command %s is missing\n' "$name"
    done
    sed -nE 's/^ *.*\{"([a-z-]+)", ("[^"]*"|NULL), "[^"]*", (true|false)\}.*/\1/p' cgi/*.c | LC_ALL=C sort -u | while read -r name; do
        grep -qE "Fl -$name( |\$)" docs/man/*.[18] || printf 'docs/man/imictl.1:1: the option --%s is missing\n' "$name"
    done
}

plant() {
    mkdir -p docs/man cgi
    printf '.Dd November 28, 2026\n.Dt GOOD 1\n.Os\n.Sh NAME\n.Nm good\n.Nd a page\n' >docs/man/good.1
    printf '.Dd November 28, 2026\n.Dt IMICTL 1\n.Os\n.Sh NAME\n.Nm imictl\n.Nd a page\n.Bl -tag\n.It Cm good\nDoes.\n.El\n' >docs/man/imictl.1
    printf '.Dt BAD\n.Sh NAME\n.Bogus x\n' >docs/man/bad.8
    printf '    {"good", "", NULL, "do", ctl_good},\n    {"bad.command", "", NULL, "do", ctl_bad},\n    {"bad", "", NULL, "do", ctl_bad},\n' >cgi/imictl.c
}

lint_main "$@"
