# SPDX-License-Identifier: EUPL-1.2
# Makes the list of statements from sql/statements: statements.gen.h (-v out=h) or statements.gen.c (-v out=c).
# A statement starts with `-- name: some_name` and ends with `;`. A line that ends in `--? flag` is optional: it is
# part of the text only when the caller adds SQL_SOME_NAME__FLAG to SQL_SOME_NAME (several lines may share a flag).
function quote(text) {
    gsub(/\\/, "\\\\", text); gsub(/"/, "\\\"", text)
    return "\"" text "\\n\""
}
function fail(text) {
    print FILENAME ":" FNR ": " text > "/dev/stderr"; failed = 1; exit 1
}
BEGIN {
    n = 0
    print "/* SPDX-License-Identifier: EUPL-1.2 */"
    print "/* Made by lib/db/statements.awk from sql/statements. */"
    if (out == "c") print "#include \"db/statement_list.h\"\n"
}
/^-- name: / {
    if (open) fail("the statement before has no end");
    name = $3
    if (name !~ /^[a-z][a-z0-9_]*$/) fail("bad name " name);
    if (name in seen) fail("second statement " name);
    seen[name] = 1; order[n++] = name; open = 1; lines[name] = 0; flags = 0
    where[name] = FILENAME
    next
}
/^[ \t]*--([^?]|$)/ { next }
/^[ \t]*$/ { next }
{
    if (!open) fail("text outside a statement");
    line = $0; bit = 0
    if (match(line, /[ \t]*--\? [a-z_]+[ \t]*;?[ \t]*$/)) {
        mark = substr(line, RSTART); rest = substr(line, 1, RSTART - 1)
        ending = (mark ~ /;/)
        sub(/^[ \t]*--\? /, "", mark); sub(/[ \t]*;?[ \t]*$/, "", mark)
        key = name SUBSEP mark
        if (!(key in flag)) { flag[key] = ++count[name]; flag_name[name, count[name]] = mark }
        bit = flag[key]
        line = rest (ending ? ";" : "")
    }
    ends = (line ~ /;[ \t]*$/)
    sub(/;[ \t]*$/, "", line); sub(/^[ \t]+/, " ", line)
    i = ++lines[name]; text[name, i] = line; bits[name, i] = bit
    if (ends) open = 0
}
END {
    if (failed) exit 1
    if (open) fail("the last statement has no end");
    if (out == "h") {
        print "#ifndef IMI_DB_STATEMENTS_GEN_H\n#define IMI_DB_STATEMENTS_GEN_H\n\nenum sql {"
        for (s = 0; s < n; s++) print "    SQL_" toupper(order[s]) ","
        print "    SQL_COUNT\n};\n"
        for (s = 0; s < n; s++)
            for (b = 1; b <= count[order[s]]; b++)
                print "#define SQL_" toupper(order[s]) "__" toupper(flag_name[order[s], b]) " (1u << " 15 + b ")"
        print "\n#endif"
    } else {
        for (s = 0; s < n; s++) {
            print "static const struct statement_line " order[s] "_lines[] = {"
            for (i = 1; i <= lines[order[s]]; i++)
                print "    {" bits[order[s], i] ", " quote(text[order[s], i]) "},"
            print "};\n"
        }
        print "const struct statement_text statement_list[] = {"
        for (s = 0; s < n; s++)
            print "    {\"" order[s] "\", " order[s] "_lines, " lines[order[s]] "},"
        print "};\n\nconst unsigned statement_count = " n ";"
    }
}
