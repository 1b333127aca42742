# Read by the install scripts beside it: what they need to know of a machine's apt.

fail() { echo "$(basename "$0" .sh): $*" >&2; exit 1; }

# The mirror this machine already uses: the first binary source of the distribution itself.
mirror() {
    local from_deb822 from_list
    from_deb822=$(awk '/^URIs:/ {print $2; exit}' /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)
    from_list=$(awk '$1 == "deb" {for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) {print $i; exit}}' \
        /etc/apt/sources.list 2>/dev/null || true)
    [ -n "${from_deb822:-$from_list}" ] || fail "no mirror found in the machine's apt sources; add Debian 13 (trixie) by hand"
    echo "${from_deb822:-$from_list}"
}

# A source of Debian 13, as a .sources file has it.
debian_13() {
    local component=$1 uri
    uri=$(mirror) || exit 1
    cat <<TXT
Types: deb
URIs: $uri
Suites: trixie
Components: $component
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
TXT
}
