#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Shell scripts are clean under shellcheck.
. "$(dirname "$0")/lib.sh"

lint() {
    tree_files | while read -r file; do
        case $file in
        *.sh) printf '%s\n' "$file" ;;
        */run | dev) ! head -n 1 "$file" | grep -qaE '^#!.*\b(ba)?sh\b' || printf '%s\n' "$file" ;;
        esac
    done | tr '\n' '\0' | xargs -0 -r shellcheck --external-sources --source-path=SCRIPTDIR --format=gcc --exclude=SC1090,SC1091,SC2001,SC2016,SC2317 || true
}

plant() {
    printf '#!/bin/bash\n# SPDX\nrm $1\n' >bad.sh
    printf '#!/bin/bash\nrm "$1"\n' >good.sh
}

lint_main "$@"
