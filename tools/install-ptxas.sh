#!/usr/bin/env bash
# Gets ptxas and cuobjdump, NVIDIA's assembler and its reader, for tools/ptx-gate. No GPU, driver or root is needed:
# they are taken alone out of Debian 13's package of the CUDA toolkit (non-free, 84 MB) into the user's cache. The
# package is not installed, and apt's own sources, lists and pins stay as they are: it is asked with others of our
# own. Running it again changes nothing.
set -euo pipefail

. "$(dirname "$0")/apt.sh"

readonly package=nvidia-cuda-toolkit
readonly programs=(ptxas cuobjdump nvdisasm) # cuobjdump calls nvdisasm
readonly cache=${XDG_CACHE_HOME:-$HOME/.cache}/bayesbench

complete() {
    local program
    for program in "${programs[@]}"; do
        [ -x "$1/$program" ] || return 1
    done
}

for folder in "$cache"/cuda-toolkit-*/bin; do
    if complete "$folder"; then
        echo "install-ptxas: already in $folder"
        exit 0
    fi
done

command -v apt-get >/dev/null && . /etc/os-release && [ "${ID:-}" = debian ] ||
    fail "this script knows Debian; elsewhere install a CUDA toolkit of 12.0 or newer and put its bin folder on PATH"

mkdir -p "$cache"
work=$(mktemp -d "$cache/cuda-toolkit.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
debian_13 non-free >"$work/debian.sources"

apt() {
    local command=$1
    shift
    "$command" -q \
        -o Dir::Etc::sourcelist="$work/debian.sources" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
        -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache" \
        -o Acquire::Languages=none -o APT::Sandbox::User="$(id -un)" "$@"
}

apt apt-get update
version=$(apt apt-cache policy "$package" | awk '/Candidate:/ {print $2}')
[ -n "$version" ] && [ "$version" != "(none)" ] || fail "Debian 13's non-free has no $package for this machine"
(cd "$work" && apt apt-get download "$package=$version")
dpkg --fsys-tarfile "$work/$package"_*.deb | tar -x -C "$work" "${programs[@]/#/./usr/bin/}"

folder=$cache/cuda-toolkit-${version%%~*}/bin
complete "$work/usr/bin" || fail "$package $version lacks one of ${programs[*]}"
"$work/usr/bin/ptxas" --version >/dev/null || fail "ptxas of $package $version does not run here"
rm -rf "$folder"
mkdir -p "$(dirname "$folder")"
mv "$work/usr/bin" "$folder"
echo "install-ptxas: $package $version, put in $folder"
