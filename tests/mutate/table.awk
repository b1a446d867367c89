# SPDX-License-Identifier: EUPL-1.2
# Makes one line of each mutant of mutants.txt: name, file, function, code, what it becomes, rule, tests, why it lives; between
# tabs, "-" for what is not there.
function flush(    i) {
    if (!("mutant" in of)) return
    for (i = 1; i <= n; i++) {
        if (names[i] != "in" && names[i] != "lives" && !(names[i] in of)) {
            print "mutant " of["mutant"] ": has no " names[i] > "/dev/stderr"
            status = 1
        }
        printf "%s%s", names[i] in of && of[names[i]] != "" ? of[names[i]] : "-", i < n ? "\t" : "\n"
    }
    delete of
}
BEGIN { n = split("mutant file in code becomes breaks tests lives", names, " "); for (i in names) known[names[i]] = 1 }
/^#/ { next }
/^[ \t]*$/ { flush(); next }
{
    word = $1
    value = $0
    sub(/^[a-z]+ */, "", value)
    if (!(word in known) || word in of) { print FILENAME ":" FNR ": " word " does not belong here" > "/dev/stderr"; status = 1 }
    of[word] = value
}
END { flush(); exit status }
