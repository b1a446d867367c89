#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Tables that say where in a struct something goes: an entry of the wrong C type does not compile. Each sample below is
# compiled alone; `good` must compile, `bad` must be refused because of the type. CC names the compiler, BUILD the built tree.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
BUILD=${BUILD:-$ROOT}

# sample WANTED NAME ENTRY: an entry of a table of columns (DB_), of an answer (MODEL_) or of declared data (KEY_)
sample() {
    local kind table code said
    case $3 in
    DB_*) kind=db/db.h table="struct db_column" ;;
    MODEL_*) kind=model/model.h table="struct model_field" ;;
    KEY_*) kind=yaml/walk.h table="struct walk_key" ;;
    esac
    code="#include \"$kind\"
enum colour { RED, GREEN };
struct part { const struct node *node; };
struct row {
    uint64_t u64; int64_t i64; uint32_t u32; int32_t i32; int number; bool flag; enum colour colour; size_t size;
    char *text; const char *fixed; char letters[8]; unsigned char *raw; double real;
    struct db_bytes { const void *data; size_t length; } *bytes; const struct node *node; struct part part; struct part *parts;
};
extern const $table table[];
const $table table[] = {$3};
"
    # The struct of the bytes is the header's own where it has one.
    [ "$kind" != db/db.h ] || code=${code/struct db_bytes \{*\} \*bytes;/struct db_bytes bytes;}
    [ "$kind" != model/model.h ] || code=${code/struct part part;/struct part part; struct model_list list; struct model_coded coded; struct model_words words;}
    [ "$kind" != yaml/walk.h ] || code=${code/struct part part;/struct part part; struct walk_rows rows;}
    if said=$(printf '%s' "$code" | ${CC:-cc} -x c -fsyntax-only -I"$ROOT/lib" -I"$BUILD/lib" - 2>&1); then
        if [ "$1" = good ]; then ok "unit types: $2"; else not_ok "unit types: $2" "it compiles"; fi
    elif [ "$1" = good ] || ! grep -q 'has another C type\|no member named\|unary .\*\|requires pointer' <<<"$said"; then
        not_ok "unit types: $2" "$(head -n 1 <<<"$said")"
    else
        ok "unit types: $2"
    fi
}

sample bad "a column of a number is no 32 bits" 'DB_COLUMN(DB_U64, row, u32)'
sample bad "a column of a number is no enum" 'DB_COLUMN(DB_U64, row, colour)'
sample bad "a column of a number has its sign" 'DB_COLUMN(DB_U64, row, i64)'
sample bad "a column of a number with a sign has one" 'DB_COLUMN(DB_I64, row, u64)'
sample bad "a column of a flag is no int" 'DB_COLUMN(DB_FLAG, row, number)'
sample bad "a column of a text is no array" 'DB_COLUMN(DB_TEXT, row, letters)'
sample bad "a column of a text is no pointer to bytes" 'DB_COLUMN(DB_TEXT, row, raw)'
sample bad "a column of bytes is no text" 'DB_COLUMN(DB_BYTES, row, text)'
sample bad "a column of a moment is no day" 'DB_COLUMN(DB_MOMENT, row, i32)'
sample bad "a column of a day is no moment" 'DB_COLUMN(DB_DAY, row, i64)'
sample bad "a column under another name is checked, too" 'DB_COLUMN_AS("other", DB_TEXT, row, u64)'
sample bad "a field of a text is no array" 'MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, row, letters)'
sample bad "a field of a flag is no int" 'MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, row, number)'
sample bad "a field of a number is no size" 'MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, row, size)'
sample bad "a field of a day is no moment" 'MODEL_FIELD(MODEL_DAY, MODEL_BOTH, row, i64)'
sample bad "a field of a moment is no day" 'MODEL_FIELD(MODEL_MOMENT, MODEL_BOTH, row, i32)'
sample bad "a field of a code is no text" 'MODEL_FIELD(MODEL_CODED, MODEL_BOTH, row, fixed)'
sample bad "a field of words is no code" 'MODEL_FIELD(MODEL_WORDS, MODEL_BOTH, row, coded)'
sample bad "a field of a link is no list" 'MODEL_FIELD(MODEL_LINK, MODEL_BOTH, row, list)'
sample bad "a list of structs is no pointer" 'MODEL_NESTED(MODEL_MANY, MODEL_BOTH, row, parts, NULL)'
sample bad "one struct is no list" 'MODEL_NESTED(MODEL_ONE, MODEL_BOTH, row, list, NULL)'
sample bad "one struct is a pointer" 'MODEL_NESTED(MODEL_ONE, MODEL_BOTH, row, part, NULL)'
sample bad "one struct is no text" 'MODEL_NESTED(MODEL_ONE, MODEL_BOTH, row, fixed, NULL)'
sample bad "a key of a text is no number" 'KEY_TEXT("a", row, u64, true, SHAPE_ANY, 1)'
sample bad "a key of a number is no fraction" 'KEY_NUMBER("a", row, real, true, 0, 1, 0)'
sample bad "a key of a number is no flag" 'KEY_NUMBER("a", row, flag, true, 0, 1, 0)'
sample bad "a key of a flag is no int" 'KEY_FLAG("a", row, number)'
sample bad "a key of a choice is no 64 bits" 'KEY_CHOICE("a", row, i64, true, NULL, 0)'
sample bad "a key of a day is no 64 bits" 'KEY_DAY("a", row, i64, 0)'
sample bad "a key of names is no text" 'KEY_REFS("a", row, fixed, true, SHAPE_ANY)'
sample bad "a key of rows is no node" 'KEY_ROWS("a", row, node, true, NULL)'
sample bad "a key of a map begins with its node" 'KEY_MAP("a", row, rows, true, NULL)'
sample good "columns of the right types" 'DB_COLUMN(DB_U64, row, u64), DB_COLUMN(DB_I64, row, i64), DB_COLUMN(DB_FLAG, row, flag),
    DB_COLUMN(DB_TEXT, row, text), DB_COLUMN(DB_TEXT, row, fixed), DB_COLUMN(DB_BYTES, row, bytes), DB_COLUMN(DB_MOMENT, row, i64),
    DB_COLUMN(DB_DAY, row, i32), DB_COLUMN_AS("other", DB_FLAG, row, flag)'
sample good "fields of the right types" 'MODEL_FIELD(MODEL_TEXT, MODEL_BOTH, row, fixed), MODEL_FIELD(MODEL_BOOL, MODEL_BOTH, row, flag),
    MODEL_FIELD(MODEL_NUMBER, MODEL_BOTH, row, i64), MODEL_FIELD(MODEL_DAY, MODEL_BOTH, row, i32), MODEL_FIELD(MODEL_MOMENT, MODEL_BOTH, row, i64),
    MODEL_FIELD(MODEL_CODED, MODEL_BOTH, row, coded), MODEL_FIELD(MODEL_WORDS, MODEL_BOTH, row, words), MODEL_FIELD(MODEL_LINK, MODEL_PAGE, row, fixed),
    MODEL_NESTED(MODEL_ONE, MODEL_BOTH, row, parts, NULL), MODEL_NESTED(MODEL_MANY, MODEL_BOTH, row, list, NULL), MODEL_END'
sample good "keys of the right types" 'KEY_TEXT("a", row, fixed, true, SHAPE_ANY, 1), KEY_NUMBER("a", row, u64, true, 0, 1, 0), KEY_NUMBER("a", row, size, true, 0, 1, 0),
    KEY_NUMBER("a", row, u32, true, 0, 1, 0), KEY_FLAG("a", row, flag), KEY_CHOICE("a", row, colour, true, NULL, 0), KEY_CHOICE("a", row, number, true, NULL, 0),
    KEY_DAY("a", row, i32, 0), KEY_REF("a", row, node, true, SHAPE_ANY), KEY_ROWS("a", row, rows, true, NULL), KEY_MAP("a", row, part, true, NULL), KEY_END'
