#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Sources cite law, or a document that stands in this tree: each NAME.md that they mention is there, with its folder where one is
# given, and so is the heading behind it ("docs/x.md, Heading"). Notes that stay outside ("design 4.1", "issue 7") are none.
. "$(dirname "$0")/lib.sh"

sources() { tree_files | grep -E '\.(c|h|def|sql|sh|mjs|js|pl|awk|yaml|am|ac|cs|md|in|conf|txt)$|/run$|^dev$' | grep -v '^tests/lint/'; }

# documents_of: FILE:LINE:NAME.md of each mention
documents_of() { tr '\n' '\0' | xargs -0 -r grep -HnoP '(?<![\w./$}-])[\w./-]*[\w-]\.md\b(, [A-Z][A-Za-z0-9 ]*)?' || true; }

# check_document FILE LINE TEXT
check_document() {
    local name=${3%%, *} heading='' folder=${1%/*} path
    [ "$name" = "$3" ] || heading=${3#*, }
    for path in "$name" "$folder/$name" "lib/$name" "docs/$name" ''; do [ ! -f "$path" ] || break; done
    if [ -z "$path" ]; then
        printf '%s:%s: there is no document %s here\n' "$1" "$2" "$name"
    elif [ -n "$heading" ] && [[ $name == docs/* ]]; then
        # What is cited may be the beginning of a heading, and a sentence may go on behind it.
        sed -nE 's/^#+ //p' "$path" | grep -v '^$' | while read -r title; do
            case $title in "$heading" | "$heading"[!A-Za-z0-9]*) echo found ;; esac
            case $heading in "$title"[!A-Za-z0-9]*) echo found ;; esac
        done | grep -q found || printf '%s:%s: %s has no heading %s\n' "$1" "$2" "$name" "$heading"
    fi
}

lint() {
    sources | documents_of | while IFS=: read -r file line text; do check_document "$file" "$line" "$text"; done
    sources | tr '\n' '\0' | xargs -0 -r grep -HnE '\b([Dd]esign|[Ii]ssue) #?[0-9]' | sed 's/^\([^:]*:[0-9]*\):.*/\1: cites what is not in this tree/' || true
}

plant() {
    mkdir -p docs lib/x
    printf '# A\n\n## One heading\n' >docs/there.md
    printf '# x\n' >lib/x/README.md
    printf '/* docs/there.md, One heading; lib/x/README.md; Reg. (EU) 1024/2012 Art. 14(1); by design. */\n' >lib/x/good.h
    printf '/* README.md says it */\n' >lib/x/good_own.h
    printf '/* as gone.md 4 says */\n' >lib/x/bad_document.h
    printf '/* docs/gone.md */\n' >lib/x/bad_folder.h
    printf '/* docs/there.md, Another heading */\n' >lib/x/bad_heading.h
    printf '/* (design 5.1) */\n' >lib/x/bad_design.h
    printf '# Issue 7 says so\n' >bad.sh
}

lint_main "$@"
