# SPDX-License-Identifier: EUPL-1.2
# awk -f fill.awk lib/base/limits.def FILE: FILE with @LIMIT_name@ replaced by that limit, in nginx's way of writing (whole MiB as 10m).
# A limit that the table does not have ends it with an error.

function product(text,   factors, n, i, result) {
    n = split(text, factors, "*")
    result = 1
    for (i = 1; i <= n; i++) result *= factors[i]
    return result
}

function written(bytes) {
    if (bytes % 1048576 == 0) return bytes / 1048576 "m"
    if (bytes % 1024 == 0) return bytes / 1024 "k"
    return bytes ""
}

NR == FNR {
    if (match($0, /^LIMIT\([A-Z_]+,[0-9* ]+,/)) {
        split(substr($0, 7), part, ",")
        value[part[1]] = product(part[2])
    }
    next
}

{
    while (match($0, /@LIMIT_[A-Z_]+@/)) {
        name = substr($0, RSTART + 7, RLENGTH - 8)
        if (!(name in value)) { print FILENAME ":" FNR ": limits.def has no " name > "/dev/stderr"; exit 1 }
        $0 = substr($0, 1, RSTART - 1) written(value[name]) substr($0, RSTART + RLENGTH)
    }
    print
}
