# SPDX-License-Identifier: EUPL-1.2
# Reads C files and prints FILE:LINE:TEXT, comments left out.
#   -v mode=code     the code, each string literal emptied to ""
#   -v mode=strings  the string literals only, one a line, without their quotes
#   -v mode=both     the code with its literals
FNR == 1 { in_comment = 0 }
{
    line = $0
    code = ""
    literal = ""
    in_string = ""
    n = length(line)
    for (i = 1; i <= n; i++) {
        c = substr(line, i, 1)
        two = substr(line, i, 2)
        if (in_comment) {
            if (two == "*/") {
                in_comment = 0
                i++
            }
        } else if (in_string != "") {
            if (c == "\\") {
                literal = literal two
                i++
            } else if (c == in_string) {
                if (in_string == "\"" && mode == "strings")
                    print FILENAME ":" FNR ":" literal
                code = code (mode == "both" ? literal : "") c
                in_string = ""
            } else {
                literal = literal c
            }
        } else if (two == "/*") {
            in_comment = 1
            i++
        } else if (two == "//") {
            break
        } else {
            if (c == "\"" || c == "'") {
                in_string = c
                literal = ""
            }
            code = code c
        }
    }
    if (mode != "strings" && code ~ /[^ \t]/)
        print FILENAME ":" FNR ":" code
}
