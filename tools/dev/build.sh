# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Builds: the tree itself, and copies of it with other switches (sanitizers, fuzzers, another compiler).

jobs_count() { nproc 2>/dev/null || echo 2; }

# make_quietly FOLDER LOG TARGET...
make_quietly() {
    local folder=$1 log=$2
    shift 2
    make -C "$folder" -j "$(jobs_count)" "$@" >>"$log" 2>&1 || {
        grep -nE -m 20 '( error: | Error [0-9]|undefined reference|No rule to make)' "$log" >&2 || tail -n 20 "$log" >&2
        die "the build failed; all of it is in $log"
    }
}

# configure_tree FOLDER LOG OPTION...: only what is not there yet
configure_tree() {
    local folder=$1 log=$2
    shift 2
    if [ ! -x "$folder/configure" ]; then
        (cd "$folder" && ./autogen.sh) >>"$log" 2>&1 || {
            tail -n 20 "$log" >&2
            die "autogen.sh failed; all of it is in $log"
        }
    fi
    if [ ! -f "$folder/Makefile" ]; then
        (cd "$folder" && ./configure "$@") >>"$log" 2>&1 || {
            tail -n 20 "$log" >&2
            die "configure failed; all of it is in $log"
        }
    fi
}

# build_tree TARGET...: this tree, in place; ./imictl stands at its top afterwards
build_tree() {
    local log=$ROOT/.dev/build.log
    mkdir -p "$ROOT/.dev"
    : >"$log"
    [ -f "$ROOT/Makefile" ] || say "Building"
    configure_tree "$ROOT" "$log" --enable-werror --sysconfdir=/etc
    make_quietly "$ROOT" "$log" "$@"
}

# mirror_tree FOLDER: the sources, with their times, so that make builds again only what changed
mirror_tree() {
    local folder=$1 list
    mkdir -p "$folder"
    list=$folder.files
    (
        cd "$ROOT" || exit
        if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
            git ls-files -co --exclude-standard | while read -r f; do [ ! -f "$f" ] || printf '%s\n' "$f"; done
        else
            find . -type f ! -path './.dev/*' ! -path './node_modules/*' ! -name '*.o' ! -name Makefile \
                ! -name config.status -printf '%P\n'
        fi
        # The built style sheet and catalogues: what they are built with may be missing here.
        find static/dist translations -type f 2>/dev/null || true
    ) | LC_ALL=C sort -u >"$list.new"
    if [ -f "$list" ]; then
        LC_ALL=C comm -23 "$list" "$list.new" | (cd "$folder" && tr '\n' '\0' | xargs -0 -r rm -f)
    fi
    mv "$list.new" "$list"
    (cd "$ROOT" && tr '\n' '\0' <"$list" | xargs -0 -r cp --parents -pu -t "$folder")
    if [ -d "$ROOT/node_modules" ] && [ ! -e "$folder/node_modules" ]; then ln -s "$ROOT/node_modules" "$folder/node_modules"; fi
}

# build_variant NAME TARGET OPTION...: a copy below .dev/variants with other switches; CC and CFLAGS of the caller hold
build_variant() {
    local target=$2 folder=$ROOT/.dev/variants/$1 log=$ROOT/.dev/variants/$1.log
    shift 2
    mkdir -p "$ROOT/.dev/variants"
    mirror_tree "$folder"
    : >"$log"
    configure_tree "$folder" "$log" --enable-werror "$@"
    make_quietly "$folder" "$log" "$target"
}
