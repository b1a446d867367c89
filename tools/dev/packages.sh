# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Installs what is missing of packages.list, and starts or enables no service by it.

readonly POLICY=/usr/sbin/policy-rc.d
readonly POLICY_MARK='put here by imi while it installs packages'

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

package_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# packages_missing GROUP...: the names to install
packages_missing() {
    local group package need names first met name
    while read -r group package need; do
        case " $* " in *" $group "*) ;; *) continue ;; esac
        case $need in command:*) ! command -v "${need#command:}" >/dev/null || continue ;; esac
        IFS='|' read -ra names <<<"$package"
        first=${names[0]}
        met=no
        for name in "${names[@]}"; do ! package_installed "$name" || met=yes; done
        [ "$met" = yes ] || printf '%s\n' "$first"
    done < <(grep -vE '^(#|$)' "$ROOT/tools/dev/packages.list")
}

# What starts with the machine: links of systemd and of the older way.
enabled_services() {
    find /etc/systemd/system -path '*.wants/*' -printf '%f\n' 2>/dev/null
    find /etc/rc[2-5].d -name 'S*' -printf '%f\n' 2>/dev/null | sed 's/^S[0-9]*//; s/$/.service/'
}

# Run as root, by packages_install: one shell, so that its trap puts everything back, whatever happens.
# Arguments: PACKAGE...
packages_install_as_root() (
    set -euo pipefail
    export DEBIAN_FRONTEND=noninteractive
    before=$(enabled_services | sort -u)
    placed=no
    # shellcheck disable=SC2317
    tidy() {
        status=$?
        trap - EXIT
        [ "$placed" = no ] || rm -f "$POLICY"
        comm -13 <(printf '%s\n' "$before") <(enabled_services | sort -u) | while read -r unit; do
            name=${unit%.service}
            update-rc.d "$name" disable >/dev/null 2>&1 || true
            deb-systemd-helper disable "$unit" >/dev/null 2>&1 || true
            if [ -d /run/systemd/system ]; then systemctl disable "$unit" >/dev/null 2>&1 || true; fi
        done
        exit "$status"
    }
    trap tidy EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    # One of ours that a killed run left behind is taken away; anybody else's is respected.
    ! policy_left_behind || rm -f "$POLICY"
    if [ ! -e "$POLICY" ]; then
        placed=yes
        printf '#!/bin/sh\n# %s (process %s)\nexit 101\n' "$POLICY_MARK" "$BASHPID" >"$POLICY"
        chmod 0755 "$POLICY"
    fi
    # What an interrupted install left half done, this one or another's.
    [ -z "$(ls -A /var/lib/dpkg/updates 2>/dev/null)" ] || dpkg --configure -a
    # A host may have a source that is away; what matters is whether the install succeeds.
    apt-get -o DPkg::Lock::Timeout=500 -qq update || echo "apt-get update: some lists are old"
    apt-get -o DPkg::Lock::Timeout=500 -o Dpkg::Use-Pty=0 -q -y --no-install-recommends install "$@"
)

# policy_left_behind: the file is ours, and the process that put it there is gone
policy_left_behind() {
    local process
    process=$(sed -n "s/^# $POLICY_MARK (process \([0-9]*\))\$/\1/p" "$POLICY" 2>/dev/null)
    [ -n "$process" ] && [ ! -d "/proc/$process" ]
}

# packages_install GROUP...
packages_install() {
    local missing log
    ! policy_left_behind || as_root rm -f "$POLICY"
    command -v dpkg-query >/dev/null || {
        say "dev: this is not Debian; what tools/dev/packages.list names is taken to be there"
        return
    }
    mapfile -t missing < <(packages_missing "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    log=$ROOT/.dev/apt.log
    mkdir -p "$ROOT/.dev"
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        die "packages are missing and there is no sudo. As root: apt-get install --no-install-recommends ${missing[*]}"
    fi
    # shellcheck disable=SC2016
    as_root bash -c '. "$1/tools/dev/common.sh"; . "$1/tools/dev/packages.sh"; shift; packages_install_as_root "$@"' \
        packages "$ROOT" "${missing[@]}" >"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        die "packages could not be installed; all of it is in $log"
    }
    hash -r
}

# npm packages, exactly as package-lock.json says; once for each state of it.
npm_install() {
    local stamp=$ROOT/node_modules/.imi-lock sum
    [ -f "$ROOT/package-lock.json" ] || return 0
    sum=$(sha256sum <"$ROOT/package-lock.json")
    [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$sum" ] || return 0
    say "Installing the npm packages of package-lock.json"
    mkdir -p "$ROOT/.dev"
    (cd "$ROOT" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 PUPPETEER_SKIP_DOWNLOAD=1 \
        npm ci --ignore-scripts --no-audit --no-fund >.dev/npm.log 2>&1) || {
        tail -n 20 "$ROOT/.dev/npm.log" >&2
        die "npm ci failed; all of it is in $ROOT/.dev/npm.log"
    }
    printf '%s\n' "$sum" >"$stamp"
}
