#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# Does the README hold on a machine that has nothing? Makes a bare Debian 12 in a folder (debootstrap), puts a clone of
# this repository in, and runs the README's two commands there by chroot, or the command given. Needs root, debootstrap.
#   tests/fresh-machine.sh [--worktree] [--as-user] [--keep] [COMMAND...]
#     --worktree   the files as they stand, committed or not, instead of a clone
#     --as-user    as an ordinary user with sudo instead of root
#     --keep       leave the folder (its name is printed) for a look
# Afterwards it is checked that no policy file and no enabled service was left behind.
# IMI_FRESH_BASE=FILE keeps the bare Debian as a tar file and takes it from there the next time.
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
PATH=$PATH:/usr/sbin:/sbin

# ---- inside the namespaces: everything mounted and started here goes with them --------------------------
if [ "${1:-}" = --inside ]; then
    machine=$2
    user=$3
    shift 3
    mount --make-rprivate /
    mount -t proc proc "$machine/proc"
    mount --rbind /sys "$machine/sys"
    mount --rbind /dev "$machine/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$machine/dev/shm"
    home=/root
    [ "$user" = root ] || home=/home/$user
    run=(chroot "$machine" /usr/bin/env -i HOME="$home" USER="$user" PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin
        TERM=dumb LANG=C.UTF-8 NODE_EXTRA_CA_CERTS=/usr/local/share/host-ca.crt)
    for name in http_proxy https_proxy no_proxy; do
        [ -z "${!name:-}" ] || run+=("$name=${!name}")
    done
    if [ "$user" != root ]; then
        "${run[@]}" DEBIAN_FRONTEND=noninteractive sh -c 'apt-get -qq update && apt-get -qq install -y --no-install-recommends sudo >/dev/null'
        run+=(sudo -E -H -u "$user")
    fi
    "${run[@]}" bash -c 'cd ~/imi && "$@"' fresh "$@"
    exit
fi

user=root
keep=no
tree=clone
while [ $# -gt 0 ]; do
    case $1 in
    --worktree) tree=worktree ;;
    --as-user) user=jette ;;
    --keep) keep=yes ;;
    --) shift && break ;;
    -*) echo "what is $1?" >&2 && exit 2 ;;
    *) break ;;
    esac
    shift
done
[ $# -gt 0 ] || set -- bash -c './dev run --detach && ./dev test'
[ "$(id -u)" = 0 ] || { echo "this needs root" >&2 && exit 2; }
command -v debootstrap >/dev/null || { echo "this needs the package debootstrap" >&2 && exit 2; }

machine=$(mktemp -d /var/tmp/imi-fresh-XXXXXX)
# shellcheck disable=SC2317
tidy() {
    status=$?
    if [ "$keep" = yes ]; then echo "kept: $machine" >&2; else rm -rf --one-file-system "$machine"; fi
    exit "$status"
}
trap tidy EXIT
trap 'exit 130' INT TERM HUP

# The host's own way to Debian's packages: the mirror, and proxies where it needs some.
mirror=$(grep -rhoE 'https?://[^ ]*/debian/? *$' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -n 1 || true)
base=${IMI_FRESH_BASE:-}
if [ -n "$base" ] && [ -s "$base" ]; then
    tar -xf "$base" -C "$machine"
else
    debootstrap --variant=minbase bookworm "$machine" "${mirror:-http://deb.debian.org/debian}" >"$machine.log" 2>&1 || {
        tail -n 20 "$machine.log" >&2
        exit 1
    }
    rm -f "$machine.log"
    if [ -n "$base" ]; then
        tar -cf "$base.new" -C "$machine" .
        mv "$base.new" "$base"
    fi
fi
chmod 0755 "$machine" # its users pass through its root
rm -f "$machine/etc/apt/sources.list"
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    # Only Debian's own: others need keys and programs that a bare machine does not have.
    if [ -f "$file" ] && grep -qE '/debian' "$file"; then cp "$file" "$machine/etc/apt/${file#/etc/apt/}"; fi
done
for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    if [ -f "$file" ] && grep -qE '^[[:space:]]*Acquire' "$file"; then cp "$file" "$machine/etc/apt/apt.conf.d/"; fi
done
cp -L /etc/resolv.conf "$machine/etc/resolv.conf"
cp /etc/hosts "$machine/etc/hosts"
# Under a name of its own: the package ca-certificates writes the usual file anew.
[ ! -f /etc/ssl/certs/ca-certificates.crt ] || cp /etc/ssl/certs/ca-certificates.crt "$machine/usr/local/share/host-ca.crt"

home=$machine/root
if [ "$user" != root ]; then
    chroot "$machine" useradd --create-home --shell /bin/bash "$user"
    mkdir -p "$machine/etc/sudoers.d"
    echo "$user ALL=(ALL) NOPASSWD: ALL" >"$machine/etc/sudoers.d/$user"
    home=$machine/home/$user
fi
if [ "$tree" = clone ]; then
    git clone --quiet --no-hardlinks "$ROOT" "$home/imi"
else
    mkdir "$home/imi"
    (cd "$ROOT" && git ls-files -co --exclude-standard | while read -r f; do [ ! -f "$f" ] || printf '%s\0' "$f"; done |
        xargs -0 cp --parents -p -t "$home/imi")
fi
[ "$user" = root ] || chroot "$machine" chown -R "$user:" "/home/$user"

status=0
unshare --mount --pid --fork --kill-child "$0" --inside "$machine" "$user" "$@" || status=$?

left=$(
    ls "$machine/usr/sbin/policy-rc.d" 2>/dev/null || true
    find "$machine/etc/systemd/system" -path '*.wants/*' \( -name 'nginx*' -o -name 'maria*' -o -name 'mysql*' \) 2>/dev/null || true
    find "$machine"/etc/rc[2-5].d -name 'S*' \( -name '*nginx' -o -name '*mariadb' \) 2>/dev/null || true
)
if [ -n "$left" ]; then
    echo "left behind on the machine: $left" >&2
    status=1
fi
exit "$status"
