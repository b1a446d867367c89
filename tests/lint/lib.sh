# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# What every lint shares. A lint defines
#   lint   looks at the tree in the current folder; prints one line a fault: FILE:LINE: what is wrong
#   plant  writes into the current (empty) folder a small tree with faults, each in a file or folder whose name holds
#          "bad", and beside them the same thing done right, in files whose name holds "good"
# and ends with: lint_main "$@"
# A command that fails in lint fails the check: let a find in folders that may be missing end in || true.
set -euo pipefail
LINT_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# The C files of the given folders, what make wrote left out.
c_files() {
    find "$@" -type f -name '*.[ch]' ! -name '*.gen.[ch]' ! -path lib/paths.h 2>/dev/null | LC_ALL=C sort
}

# strip MODE FOLDER...: see strip.awk
strip() {
    local mode=$1
    shift
    c_files "$@" | tr '\n' '\0' | xargs -0 -r awk -v mode="$mode" -f "$LINT_DIR/strip.awk"
}

# The files under version control, and those that are about to be.
tree_files() {
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1 && [ "$(git rev-parse --show-prefix)" = "" ]; then
        git ls-files -co --exclude-standard | while read -r f; do [ ! -f "$f" ] || printf '%s\n' "$f"; done
    else
        # A package without its history: what configure and make wrote is left out.
        find . -type f -printf '%P\n' | grep -vE '^(\.git|\.dev|node_modules|build-aux|m4|autom4te\.cache)/|^config(\.|ure)|^(Makefile|Makefile\.in|aclocal\.m4|libtool|lib/paths\.h)$|\.gen\.[ch]$|\.(o|a|mo|log|trs)$|/\.deps/' || true
    fi | LC_ALL=C sort
}

lint_self_test() {
    local dir found file key status=0
    dir=$(mktemp -d "${TMPDIR:-/tmp}/imi-lint-XXXXXX")
    # shellcheck disable=SC2064
    trap "rm -rf '$dir'" EXIT
    cd "$dir"
    plant
    found=$(lint)
    while read -r file; do
        # A fault is known by its path up to the part named "bad...": a missing file is told of its folder.
        key=$(sed -E 's#(bad[^/]*).*#\1#' <<<"$file")
        case $file in
        *bad*) grep -qF "$key" <<<"$found" || { echo "a planted fault is not found: $file" && status=1; } ;;
        *good*) ! grep -F "$file" <<<"$found" || { echo "not a fault, but named as one: $file" && status=1; } ;;
        esac
    done < <(find . -type f -printf '%P\n')
    [ -n "$found" ] || { echo "nothing was found in the planted tree" && status=1; }
    return "$status"
}

lint_main() {
    local found
    if [ "${1:-}" = --self-test ]; then
        lint_self_test
        return
    fi
    cd "${1:-$LINT_DIR/../..}"
    found=$(lint)
    [ -z "$found" ] || { printf '%s\n' "$found" && return 1; }
}
