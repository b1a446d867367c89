#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Includes point down only, and each foreign library has its modules: the tables of lib/README.md are the law.
. "$(dirname "$0")/lib.sh"

lint() {
    # Not through strip.awk: an include's name stands where a string would.
    c_files lib | tr '\n' '\0' | xargs -0 -r awk '
    function trim(s) { gsub(/^[ \t]+|[ \t]+$/, "", s); return s }
    BEGIN {
        libc = "^(assert|ctype|dirent|endian|err|errno|fcntl|fenv|float|fnmatch|getopt|glob|grp|inttypes|langinfo|" \
               "libgen|limits|locale|math|netdb|poll|pthread|pwd|regex|sched|search|setjmp|signal|spawn|stdalign|" \
               "stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|strings|syslog|termios|time|" \
               "uchar|unistd|utime|wchar|wctype|arpa/.*|linux/.*|net/.*|netinet/.*|sanitizer/.*|sys/.*)\\.h$"
        while ((getline line < "lib/README.md") > 0) {
            if (line ~ /^## /)
                table = (line ~ /may include/) ? "modules" : (line ~ /library/) ? "libraries" : ""
            if (line !~ /^\|/ || line ~ /^\|---/ || line ~ /^\| (module|header) \|/)
                continue
            split(line, cell, "|")
            if (table == "modules") {
                module = trim(cell[2])
                known[module] = 1
                n = split(trim(cell[4]), word, " ")
                for (i = 1; i <= n; i++) may[module, word[i]] = 1
            } else if (table == "libraries") {
                h = split(trim(cell[2]), header, " ")
                for (i = 1; i <= h; i++) foreign[header[i]] = " " trim(cell[4]) " "
            }
        }
        if (!("base" in known) || !("talloc.h" in foreign))
            print "lib/README.md:1: the tables of modules and libraries are missing"
    }
    !/^[ \t]*#[ \t]*include/ { next }
    {
        split(FILENAME, part, "/")
        module = part[2]
        if (!(module in known)) {
            if (!(module in told)) print FILENAME ":1: the module " module " is not in lib/README.md"
            told[module] = 1
            next
        }
        where = FILENAME ":" FNR ": "
        if (match($0, /"[^"]+"/)) {
            name = substr($0, RSTART + 1, RLENGTH - 2)
            if (name == "paths.h" || name !~ /\//) next
            other = name
            sub(/\/.*/, "", other)
            if (other != module && !((module, other) in may))
                print where module " may not include " other " (" name ")"
        } else if (match($0, /<[^>]+>/)) {
            name = substr($0, RSTART + 1, RLENGTH - 2)
            if (name ~ libc) next
            modules = ""
            for (h in foreign)
                if (name == h || (h !~ /\.h$/ && index(name, h) == 1)) modules = foreign[h]
            if (modules == "")
                print where "<" name "> is in no row of the library table"
            else if (modules != " all " && index(modules, " " module " ") == 0)
                print where module " may not speak to <" name ">, only" modules
        }
    }' /dev/null
}

plant() {
    mkdir -p lib/base lib/http lib/flow lib/attic
    cp "$LINT_DIR/../../lib/README.md" lib/README.md
    printf '#include "flow/engine.h"\n' >lib/base/bad_up.c
    printf '#include "db/db.h"\n' >lib/http/bad_rows.c
    printf '#include <mysql.h>\n' >lib/flow/bad_library.c
    printf '#include <unknown.h>\n' >lib/flow/bad_unknown.c
    printf '#include "base/err.h"\n' >lib/attic/bad_room.c
    printf '#include "store/case.h"\n#include "base/err.h"\n#include <talloc.h>\n#include <sys/stat.h>\n' >lib/flow/good.c
}

lint_main "$@"
