#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# The package: it comes out of a tree in which nothing was built, is the same whoever makes it, where and when, and so is what
# is installed from it, without npm and network. Run by the family unit in its long form.
set -euo pipefail
. "$(dirname "$0")/../lib.sh"
. "$ROOT/tools/dev/common.sh"
. "$ROOT/tools/dev/build.sh"

dir=$(test_dir)
trap 'chmod -R u+w "$dir"; rm -rf "$dir"' EXIT
export CCACHE_DISABLE=1
unset SOURCE_DATE_EPOCH

# in_a LOG COMMAND...: one way to work, and in_b another: umask, zone, language, hour
in_a() (umask 022 && shift && TZ=UTC LC_ALL=C.UTF-8 "$@") >>"$1" 2>&1
in_b() (umask 077 && shift && TZ=Asia/Tokyo LC_ALL=C "$@") >>"$1" 2>&1

# fresh_tree FOLDER: the sources, and nothing that make or configure wrote
fresh_tree() {
    mkdir -p "$(dirname "$1")"
    mirror_tree "$1"
    rm -rf "$1/static/dist" "$1/translations"/*.mo
}

# installed FOLDER: each file with its mode and its sum
installed() { (cd "$1" && find . -type f -printf '%m ' -exec sha256sum {} \; | LC_ALL=C sort -k 3); }

a=$dir/a b=$dir/a/longer/way/to/b
fresh_tree "$a"
fresh_tree "$b"
log=$dir/log
# Made in the tree itself, and in a folder beside it.
succeeds "unit package: configure in a fresh tree" in_a "$log" sh -c "cd '$a' && ./autogen.sh && ./configure --enable-werror"
succeeds "unit package: make dist before anything is built" in_a "$log" make -C "$a" dist
mkdir "$b/beside"
succeeds "unit package: configure beside a fresh tree" in_b "$log" sh -c "cd '$b' && ./autogen.sh && cd beside && ../configure --enable-werror"
succeeds "unit package: make libimi.a before anything else" in_b "$log" make -C "$b/beside" -j "$(nproc)" libimi.a
succeeds "unit package: make dist beside the tree" in_b "$log" make -C "$b/beside" dist
name=$(basename "$a"/imi-*.tar.xz)
succeeds "unit package: equal, byte for byte" cmp "$a/$name" "$b/beside/$name"
succeeds "unit package: imictl finds the tree that it was built beside" in_b "$log" sh -c "make -C '$b/beside' -j$(nproc) imictl && '$b/beside/imictl' check"

# Unpacked where npm would fail, built and installed twice, in folders of other lengths.
mkdir -p "$dir/bin" "$dir/c" "$dir/d/with/a/longer/name"
for tool in npm npx node; do printf '#!/bin/sh\necho "%s was called" >&2\nexit 1\n' "$tool" >"$dir/bin/$tool"; done
chmod +x "$dir/bin"/*
PATH=$dir/bin:$PATH
tar -xf "$a/$name" -C "$dir/c" --strip-components=1
tar -xf "$a/$name" -C "$dir/d/with/a/longer/name" --strip-components=1
cd "$dir/c"
succeeds "unit package: built and installed without npm" in_a "$log" sh -c "./configure --prefix=/usr && make -j$(nproc) && make install DESTDIR='$dir/x'"
mkdir "$dir/d/build"
cd "$dir/d/build"
succeeds "unit package: built beside its tree and installed" in_b "$log" sh -c "../with/a/longer/name/configure --prefix=/usr && make && make install DESTDIR='$dir/y'"
installed "$dir/x" >"$dir/x.list"
installed "$dir/y" >"$dir/y.list"
succeeds "unit package: what is installed is equal, byte for byte" diff "$dir/x.list" "$dir/y.list"
is_equal "unit package: style sheet, catalogues and programs are installed" 4 \
    "$(grep -cE ' \./usr/(share/imi/static/dist/imi\.css|share/imi/translations/d[ae]\.mo|bin/imictl)$' "$dir/x.list")"
fails "unit package: no installed file names the folder it was built in" grep -rqF "$dir" "$dir/x" "$dir/y"
cd "$dir/c"
in_a "$log" make dist
succeeds "unit package: made again from itself, it is the same" cmp "$name" "$a/$name"

mv static/dist/imi.css static/dist/gone
fails "unit package: without a style sheet nothing is installed" in_a "$log" make install DESTDIR="$dir/z"
has_text "unit package: and that is said" "no style sheet" "$(tail -n 5 "$log")"
fails "unit package: not even a half" test -e "$dir/z"
mv static/dist/gone static/dist/imi.css

cd "$a"
succeeds "unit package: make distcheck" in_a "$log" make distcheck
if [ -n "${IMI_KEEP_LOG:-}" ]; then cp "$log" "$IMI_KEEP_LOG"; fi
