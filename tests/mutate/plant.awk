# SPDX-License-Identifier: EUPL-1.2
# Replaces a text in a file, where it must stand exactly once. From the environment: CODE, BECOMES, and IN, the function or
# SQL statement in which it is looked for ("-": the whole file). Prints the file as it is then; ends with 1 and says why when
# the text does not stand there once.
BEGIN { code = ENVIRON["CODE"]; becomes = ENVIRON["BECOMES"]; place = ENVIRON["IN"]; inside = place == "-"; times = 0 }
place != "-" && (index($0, place "(") == 1 || $0 == "-- name: " place) { inside = 1; found = 1 }
inside && (at = index($0, code)) > 0 {
    times++
    rest = substr($0, at + length(code))
    if (index(rest, code) > 0) times++
    print substr($0, 1, at - 1) becomes rest
    next
}
{ print }
# A function ends with its brace, a statement with the next one.
place != "-" && inside && (/^}/ || (/^$/ && FILENAME ~ /\.sql$/)) { inside = 0 }
END {
    if (place != "-" && !found) { print "has no " place > "/dev/stderr"; exit 1 }
    if (times != 1) { printf "%s stands there %d times\n", code, times > "/dev/stderr"; exit 1 }
}
