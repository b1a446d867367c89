# SPDX-License-Identifier: EUPL-1.2
# Copies a header with every member of the structs decl_... and kind_limits marked: the compiler then names each use of one. The names
# of the members go to the file `members`, each with its place. Members are written one or several in a line, which ends with their semicolon.
/^struct (decl_[a-z_]+|kind_limits) \{/ { name = $2 }
/^};/ { name = "" }
{
    line = $0
    comment = ""
    if (match(line, /\/\*/)) {
        comment = substr(line, RSTART)
        line = substr(line, 1, RSTART - 1)
    }
    out = ""
    while (name != "" && line ~ /;[ ]*$/ && match(line, /[a-z_]+[0-9]*(\[[0-9A-Z_]+\])?[,;]/)) {
        word = substr(line, RSTART, RLENGTH - 1)
        plain = word
        sub(/\[.*/, "", plain)
        out = out substr(line, 1, RSTART - 1) word " __attribute__((deprecated(\"" name "." plain "\")))" substr(line, RSTART + RLENGTH - 1, 1)
        print name "." plain "\t" FILENAME ":" FNR >members
        line = substr(line, RSTART + RLENGTH)
    }
    print out line comment
}
