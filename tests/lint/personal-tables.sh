#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# One door to personal data: the tables that hold what can be erased are named in sql/statements/personal/ only.
. "$(dirname "$0")/lib.sh"

lint() {
    { find sql/statements -name '*.sql' ! -path 'sql/statements/personal/*' 2>/dev/null || true; } | LC_ALL=C sort |
        tr '\n' '\0' | xargs -0 -r grep -nHiwE 'personal_value|attachment_chunk|search_key|draft_value' |
        grep -vE '^[^:]*:[0-9]+:[ \t]*--' | sed 's/^\([^:]*:[0-9]*\):/\1: belongs in sql\/statements\/personal: /' || true
}

plant() {
    mkdir -p sql/statements/personal
    printf 'SELECT value FROM personal_value WHERE case_id = ?;\n' >sql/statements/bad.sql
    printf 'SELECT c.id FROM cases c JOIN `search_key` k ON k.case_id = c.id;\n' >sql/statements/bad_join.sql
    printf 'SELECT value FROM personal_value WHERE case_id = ?;\n' >sql/statements/personal/good.sql
    printf -- '-- never personal_value\nSELECT id FROM cases;\n' >sql/statements/good.sql
}

lint_main "$@"
