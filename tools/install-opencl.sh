#!/usr/bin/env bash
# Installs PoCL, an OpenCL driver for processors: the fast device of a machine without a GPU.
# Debian 13 and newer, Ubuntu 24.04 and newer: their own package. Debian 12's is too old (3.1; the kernels
# need the generic address space of PoCL 5), so there it comes from Debian 13, pinned low so that nothing
# else does; libc is upgraded with it. Running it again changes nothing.
set -euo pipefail

readonly oldest=5
readonly packages=(pocl-opencl-icd ocl-icd-opencl-dev)

. "$(dirname "$0")/apt.sh"

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

major() { sed 's/^[0-9]*://; s/[^0-9].*//' <<<"$1"; }

# A removed package keeps its version in the database; only state "ii" is here.
installed() {
    dpkg-query -W -f '${db:Status-Abbrev} ${Version}' pocl-opencl-icd 2>/dev/null | awk '$1 == "ii" {print $2}'
}

candidate() { apt-cache policy pocl-opencl-icd | awk '/Candidate:/ {print $2}'; }

new_enough() { [ -n "$1" ] && [ "$1" != "(none)" ] && [ "$(major "$1")" -ge "$oldest" ]; }

install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" "${packages[@]}"
}

add_debian_13() {
    local source
    source=$(debian_13 main)
    as_root tee /etc/apt/sources.list.d/bayesbench-trixie.sources >/dev/null <<<"$source"
    as_root tee /etc/apt/preferences.d/bayesbench-trixie >/dev/null <<TXT
Package: *
Pin: release n=trixie
Pin-Priority: 100
TXT
}

command -v apt-get >/dev/null || fail "this script knows Debian and Ubuntu; elsewhere install PoCL $oldest or newer"

if new_enough "$(installed)" && [ -e /usr/lib/x86_64-linux-gnu/libOpenCL.so.1 ]; then
    echo "install-opencl: PoCL $(installed) is already here"
    exit 0
fi

as_root apt-get update -q
if new_enough "$(candidate)"; then
    install
elif . /etc/os-release && [ "${ID:-}" = debian ]; then # its version is no guide: an upgraded libc may bring 13's
    add_debian_13
    as_root apt-get update -q
    install -t trixie
else
    fail "${PRETTY_NAME:-this system} offers PoCL '$(candidate)', but the kernels need $oldest or newer"
fi

echo "install-opencl: PoCL $(installed) installed"
