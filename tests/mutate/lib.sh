# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Shared by mutate.sh and lint/mutants.sh: reading the table, planting a mutant.
MUTATE_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# mutants_of TABLE: a line for each mutant, see table.awk
mutants_of() { awk -f "$MUTATE_DIR/table.awk" "$1"; }

# mutant_file NAME: the one file below lib/, sql/ and cgi/ whose path ends so
mutant_file() {
    local found
    found=$(find lib sql cgi -type f -path "*/$1" 2>/dev/null | LC_ALL=C sort)
    case $(grep -c . <<<"$found") in
    1) printf '%s\n' "$found" ;;
    0) echo "there is no file $1" >&2 && return 1 ;;
    *) echo "more than one file is called $1: $(paste -sd ' ' <<<"$found")" >&2 && return 1 ;;
    esac
}

# mutant_plant FILE FUNCTION CODE BECOMES: prints the file with the fault in it; says why when it cannot be planted
mutant_plant() {
    local becomes=$4
    [ "$becomes" != - ] || becomes=''
    IN=$2 CODE=$3 BECOMES=$becomes awk -f "$MUTATE_DIR/plant.awk" "$1"
}
