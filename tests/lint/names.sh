#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# A comment names what there is: each word with an underscore or with () in a comment of lib/, cgi/ and sql/ is a name of the
# code, and each file.c or file.h is a file; so are the names between backticks in the READMEs of lib/ (their files: readme.sh).
. "$(dirname "$0")/lib.sh"

lint() { perl "$LINT_DIR/names.pl"; }

plant() {
    mkdir -p lib/x lib/y cgi sql/statements conf
    printf 'field_of_data: 1\n' >conf/a.yaml
    printf '/* what_it_is - see good_name(), struct thing_name, lib/x/good.c and other.h, field_of_data, good_ names. */\nint what_it_is(struct thing_name *n);\n' >lib/x/good.h
    printf 'int good_name(void)\n{\n    return "/* no_comment */";\n}\n' >lib/x/good.c
    printf 'int a;\n' >lib/y/other.h
    printf -- '-- name: good_statement\n-- As good_name wants it; x/good.c sorts.\nSELECT a_column FROM t;\n' >sql/statements/good.sql
    printf '`good_name` stands in `good` and `good.c`, `a_column` and `good_statement` too, `sed -i gone_name`\n' >lib/y/README.md
    printf '/* as gone_name does */\nint a;\n' >lib/x/bad_name.h
    printf '/* as gone() does */\nint a;\n' >lib/x/bad_call.h
    printf '/* gone - does it. */\nint a(void);\n' >lib/x/bad_title.h
    printf '// see gone.c\nint a;\n' >lib/x/bad_file.c
    printf '/* see y/good.c */\nint a;\n' >lib/x/bad_folder.c
    printf '/* all of gone_ */\nint a;\n' >lib/x/bad_beginning.c
    printf '/* as gone_name does */\nint main;\n' >cgi/bad_main.c
    printf -- '-- gone.c sorts\nSELECT 1;\n' >sql/statements/bad.sql
    mkdir -p lib/bad_readme
    printf '`gone_name` does it\n' >lib/bad_readme/README.md
}

lint_main "$@"
