# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Builds for another processor. The libraries of that processor lie unpacked in a folder of their own: nothing of them is
# installed on this machine, no maintainer script of theirs runs, and no root is needed for them.

# cross_triplet ARCHITECTURE: as gcc names what Debian calls armhf or s390x
cross_triplet() {
    case $1 in
    armhf) echo arm-linux-gnueabihf ;;
    s390x) echo s390x-linux-gnu ;;
    *) return 1 ;;
    esac
}

# cross_emulator ARCHITECTURE: qemu's program for it
cross_emulator() {
    case $1 in
    armhf) echo qemu-arm ;;
    *) echo "qemu-$1" ;;
    esac
}

# cross_packages: what the program is built with, by packages.list, as far as it is a library
cross_packages() {
    awk '$1 == "build" && $2 ~ /(-dev$|^check$)/ { print $2 }' "$ROOT/tools/dev/packages.list"
    echo libc6-dev
}

# cross_apt_folder FOLDER ARCHITECTURE: what apt-get needs to work in FOLDER alone. Of this machine's settings it takes where
# Debian's packages come from (other sources need keys and programs that a bare machine lacks) and proxies.
cross_apt_folder() {
    local apt=$1 file
    mkdir -p "$apt"/{etc/apt.conf.d,etc/preferences.d,etc/sources.list.d,lists/partial,cache/archives/partial}
    : >"$apt/status"
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
        if [ -f "$file" ] && grep -qE '/debian' "$file"; then cp "$file" "$apt/etc/${file#/etc/apt/}"; fi
    done
    for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
        if [ -f "$file" ] && grep -qE '^[[:space:]]*Acquire' "$file"; then cp "$file" "$apt/etc/apt.conf.d/"; fi
    done
    cat >"$apt/apt.conf" <<CONF
Dir::Etc "$apt/etc";
Dir::Etc::trusted "/etc/apt/trusted.gpg";
Dir::Etc::trustedparts "/etc/apt/trusted.gpg.d";
Dir::State "$apt";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
APT::Architecture "$2";
APT::Architectures "$2";
APT::Sandbox::User "";
CONF
}

# cross_download FOLDER ARCHITECTURE PACKAGE...: the packages and all they need, into FOLDER/cache/archives
cross_download() {
    local apt=$1 architecture=$2
    shift 2
    cross_apt_folder "$apt" "$architecture"
    # One source of several may be away for a moment; what matters is whether the download succeeds.
    APT_CONFIG=$apt/apt.conf apt-get -q update || echo "apt-get update: some lists are missing"
    APT_CONFIG=$apt/apt.conf apt-get -q -y --no-install-recommends --download-only install "$@"
}

# cross_sysroot ARCHITECTURE: unpacks the libraries of the processor; sets SYSROOT. Done once for each list of packages.
cross_sysroot() {
    local architecture=$1 folder=$ROOT/.dev/cross/$1 packages sum log=$ROOT/.dev/cross/$1.apt.log deb
    SYSROOT=$folder/root
    mapfile -t packages < <(cross_packages)
    sum=$(printf '%s\n' "${packages[@]}" | sha256sum)
    [ "$(cat "$folder/stamp" 2>/dev/null)" != "$sum" ] || return 0
    rm -rf "$folder"
    mkdir -p "$SYSROOT/usr/lib"
    # As on Debian itself: /lib is /usr/lib.
    ln -s usr/lib "$SYSROOT/lib"
    cross_download "$folder/apt" "$architecture" "${packages[@]}" >"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        die "the $architecture packages cannot be had; all of it is in $log"
    }
    for deb in "$folder"/apt/cache/archives/*.deb; do
        dpkg-deb --fsys-tarfile "$deb" | tar -xf - --no-same-owner --keep-directory-symlink --exclude=./usr/share/doc \
            -C "$SYSROOT"
    done
    rm -rf "$folder/apt"
    printf '%s\n' "$sum" >"$folder/stamp"
}

# build_cross ARCHITECTURE TARGET: a copy of this tree below .dev/variants, built for that processor; sets SYSROOT
build_cross() {
    local triplet
    triplet=$(cross_triplet "$1")
    cross_sysroot "$1"
    # Debian keeps a library's own headers in the folder of its processor; pkg-config does not name the folders that the
    # compiler knows by itself.
    PKG_CONFIG_LIBDIR=$SYSROOT/usr/lib/$triplet/pkgconfig:$SYSROOT/usr/share/pkgconfig PKG_CONFIG_SYSROOT_DIR=$SYSROOT \
        CC="$triplet-gcc --sysroot=$SYSROOT" CLEARSILVER_CFLAGS="-isystem $SYSROOT/usr/include/ClearSilver" \
        build_variant "$1" "$2" --host="$triplet"
}
