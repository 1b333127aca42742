#!/usr/bin/env bash
# Makes the bundle: the program and both test programs in one folder that needs no SDK, as an archive for a machine with a
# GPU (docs/bundle.md). Usage: tools/bundle.sh [-o FILE.tar.xz]; the default is below artifacts/, named for the commit.
# Published folders, neither one file nor trimmed: ILGPU reads the IL of the assemblies beside the program.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly runtime=linux-x64 limit=45000000
readonly projects=(bench tests/Statistical tests/Properties)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

fail() { echo "bundle: $*" >&2; exit 1; }

output=
case "${1:-}" in
    "") ;;
    -o | --output) output=${2:?"bundle: $1 needs a file"} ;;
    *) fail "'$1' is not known; the only option is -o FILE.tar.xz" ;;
esac

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
commit=$(git rev-parse HEAD)
name=bayesbench-$version-${commit:0:7}
[ -z "$(git status --porcelain)" ] || name+=-modified
name+=-$runtime
output=${output:-artifacts/$name.tar.xz}

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
folder=$stage/$name

# One folder for three programs: a file of the same name must be the same file, or the last one would break the others.
publish() {
    for project in "${projects[@]}"; do
        dotnet publish "$project" -c Release -r "$runtime" --self-contained -v q \
            -o "$stage/one" -p:SatelliteResourceLanguages=en
        rm -f "$stage"/one/*.xml # the libraries' documentation, for compilers
        merge
    done
}

merge() {
    local file
    mkdir -p "$folder"
    while IFS= read -r file; do
        if [ -e "$folder/$file" ]; then
            cmp -s "$stage/one/$file" "$folder/$file" || fail "$file differs between ${projects[*]}"
        else
            mkdir -p "$(dirname "$folder/$file")"
            mv "$stage/one/$file" "$folder/$file"
        fi
    done < <(cd "$stage/one" && find . -type f -printf '%P\n')
    rm -rf "$stage/one"
}

# What the packages say of their licences, and the texts that came with them.
licences() {
    local packages id version package
    packages=$(dotnet nuget locals global-packages --list | sed 's/^[^/]*//')
    cp LICENSE "$folder/LICENSE.txt"
    mkdir "$folder/licences"
    {
        awk -F'"' '/^      "[A-Za-z]/ {id = tolower($2)} /"resolved":/ {print id, $4}' \
            "${projects[@]/%//packages.lock.json}" | grep -Ev '\.(macos|win32)|analyzers'
        basename -a "$packages"/microsoft.netcore.app.runtime.$runtime/* | sort -V | tail -n 1 |
            sed "s/^/microsoft.netcore.app.runtime.$runtime /"
    } | LC_ALL=C sort -u | while read -r id version; do
        package=$packages/$id/$version
        printf '%s %s\n  %s\n  %s\n  %s\n' "$id" "$version" "$(tag license)" "$(tag copyright)" "$(tag projectUrl)"
        find "$package" \( -iname '*license*' -o -iname '*notices*' \) -type f -size -2M \
            -exec install -D -m 644 -t "$folder/licences/$id" {} +
    done >"$folder/licences/index.txt"
}

tag() { sed -n "s:.*<$1[^>]*>\([^<]*\)<.*:\1:p" "$package/$id.nuspec" | head -n 1; }

# The same tree gives the same bytes: names in order, no owner, the commit's time, one way to compress.
pack() {
    local part=$output.part
    mkdir -p "$(dirname "$output")"
    tar -C "$stage" --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w \
        --mtime="@$(git log -1 --format=%ct)" --format=gnu -cf - "$name" | xz -6 -T2 >"$part"
    mv "$part" "$output"
}

publish
licences
sed "s/@NAME@/$name/; s/@COMMIT@/$commit/" tools/bundle/README.txt >"$folder/README.txt"
"$folder/BayesBench" --version | grep -q "$commit" || fail "the program does not name commit $commit"
pack

size=$(stat -c %s "$output")
echo "bundle: $output, $size bytes, $(find "$folder" -type f | wc -l) files"
[ "$size" -le "$limit" ] || fail "$output has $size bytes; it must have at most $limit"
