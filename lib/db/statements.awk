# SPDX-License-Identifier: EUPL-1.2
# Makes the list of statements from sql/statements: statements.gen.h (-v out=h) or statements.gen.c (-v out=c).
# A statement starts with `-- name: some_name` and ends with `;`. A line that ends in `--? flag` is optional: it is
# part of the text only when the caller adds SQL_SOME_NAME__FLAG to SQL_SOME_NAME (several lines may share a flag).
# Lines between `--[` and `--]` stand as often as the caller says with SQL_TIMES, parted by UNION ALL; once if it says nothing.
# `-- part: some_part` ... `-- end` is text that several statements share; a line `--+ some_part` puts it there. A part stands
# before the statements that use it, in the order in which the files are read. A line of a part that ends in `--: TYPE` is a
# column of that type (DB_TYPE); SQL_SOME_PART(COLUMN) is then COLUMN(TYPE, name) for each, to make a struct and its shape of.
function quote(text) {
    gsub(/\\/, "\\\\", text); gsub(/"/, "\\\"", text)
    return "\"" text "\\n\""
}
function fail(text) {
    print FILENAME ":" FNR ": " text > "/dev/stderr"; failed = 1; exit 1
}
# take - one line of the statement that is open
function take(line,    bit, mark, rest, ending, key, ends, i) {
    if (!open) fail("text outside a statement");
    bit = 0
    if (match(line, /[ \t]*--\? [a-z_]+[ \t]*;?[ \t]*$/)) {
        mark = substr(line, RSTART); rest = substr(line, 1, RSTART - 1)
        ending = (mark ~ /;/)
        sub(/^[ \t]*--\? /, "", mark); sub(/[ \t]*;?[ \t]*$/, "", mark)
        key = name SUBSEP mark
        if (!(key in flag)) { if (count[name] == 46) fail("more optional lines than 46"); flag[key] = ++count[name]; flag_name[name, count[name]] = mark }
        bit = flag[key]
        line = rest (ending ? ";" : "")
    }
    ends = (line ~ /;[ \t]*$/)
    sub(/;[ \t]*$/, "", line); sub(/^[ \t]+/, " ", line)
    i = ++lines[name]; text[name, i] = line; bits[name, i] = bit; again[name, i] = repeated
    if (ends && repeated) fail("the statement ends inside a block");
    if (ends) open = 0
}
BEGIN {
    n = 0
    print "/* SPDX-License-Identifier: EUPL-1.2 */"
    print "/* Made by lib/db/statements.awk from sql/statements. */"
    if (out == "c") print "#include \"db/statement_list.h\"\n"
}
/^-- part: / {
    if (open || part != "") fail("a part inside another text");
    part = $3
    if (part in part_lines) fail("second part " part);
    part_lines[part] = 0
    next
}
/^-- end$/ {
    if (part == "") fail("the end of no part");
    part = ""
    next
}
/^-- name: / {
    if (part != "") fail("a statement inside a part");
    if (open) fail("the statement before has no end");
    name = $3
    if (name !~ /^[a-z][a-z0-9_]*$/) fail("bad name " name);
    if (name in seen) fail("second statement " name);
    seen[name] = 1; order[n++] = name; open = 1; lines[name] = 0; repeated = 0
    next
}
/^--\[$/ { if (!open || repeated) fail("a block outside a statement"); repeated = 1; next }
/^--\]$/ { if (!repeated) fail("the end of no block"); repeated = 0; next }
/^--\+ / {
    if (!open || !($2 in part_lines)) fail("no part " $2);
    for (p = 1; p <= part_lines[$2]; p++) take(part_text[$2, p])
    next
}
/^[ \t]*--([^?]|$)/ { next }
/^[ \t]*$/ { next }
part != "" && match($0, /[ \t]*--: [A-Z0-9]+$/) {
    type = substr($0, RSTART); sub(/^[ \t]*--: /, "", type); $0 = substr($0, 1, RSTART - 1)
    column = $0; sub(/,$/, "", column)
    if (!match(column, /[a-z_][a-z0-9_]*$/)) fail("a column without a name");
    if (!part_columns[part]) with_columns[++n_with] = part
    part_columns[part] = part_columns[part] " \\\n    COLUMN(" type ", " substr(column, RSTART) ")"
}
part != "" { part_text[part, ++part_lines[part]] = $0; next }
{ take($0) }
END {
    if (failed) exit 1
    if (open || part != "") fail("the last statement has no end");
    if (out == "h") {
        print "#ifndef IMI_DB_STATEMENTS_GEN_H\n#define IMI_DB_STATEMENTS_GEN_H\n\nenum sql {"
        for (s = 0; s < n; s++) print "    SQL_" toupper(order[s]) ","
        print "    SQL_COUNT\n};\n"
        for (s = 0; s < n; s++)
            for (b = 1; b <= count[order[s]]; b++)
                print "#define SQL_" toupper(order[s]) "__" toupper(flag_name[order[s], b]) " (UINT64_C(1) << " 17 + b ")"
        for (i = 1; i <= n_with; i++) print "\n#define SQL_" toupper(with_columns[i]) "(COLUMN)" part_columns[with_columns[i]]
        print "\n#endif"
    } else {
        for (s = 0; s < n; s++) {
            print "static const struct statement_line " order[s] "_lines[] = {"
            for (i = 1; i <= lines[order[s]]; i++)
                print "    {" bits[order[s], i] ", " again[order[s], i] ", " quote(text[order[s], i]) "},"
            print "};\n"
        }
        print "const struct statement_text statement_list[] = {"
        for (s = 0; s < n; s++)
            print "    {\"" order[s] "\", " order[s] "_lines, " lines[order[s]] "},"
        print "};\n\nconst unsigned statement_count = " n ";"
    }
}
