#!/bin/bash
# Generates bindings/src/main/java/dev/winnow/bindings/generated from native/headers.
#
#   generate-bindings.sh           generates, compiles, and only then replaces what is committed
#   generate-bindings.sh --check   exits 1 and names the files where what is committed differs
#
# Needs jextract (on the PATH, or $JEXTRACT), a JDK 25 (javac on the PATH, $JAVA_HOME, or $JAVAC) and the headers:
#   apt-get install libpcap-dev libvectorscan-dev libpcre2-dev libnftables-dev linux-libc-dev libc6-dev
# An ordinary build needs none of these: the output is committed.
#
# On Debian, libclang finds its builtin headers by itself. A jextract that also carries them (conf/jextract/*.h) sees
# them twice, and then stdint.h defines nothing.
set -euo pipefail

readonly JEXTRACT_VERSION=23     # another version generates another interface
readonly LIBCLANG_VERSIONS='13 14 15' # 16 and newer fail on linux/socket.h
readonly PACKAGE=dev.winnow.bindings.generated

# Package, and the library by its soname; nothing where the C library has it all. Sonames, because the plain
# name exists only where the development package is installed.
readonly BINDINGS=(
    'libc='
    'pcap=libpcap.so.0.8'
    'hs=libhs.so.5'
    'pcre2=libpcre2-8.so.0'
    'nftables=libnftables.so.1'
)

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly committed=$here/../bindings/src/main/java/${PACKAGE//.//}

fail() {
    echo "generate-bindings.sh: $1" >&2
    exit 1
}

require_jextract() {
    jextract=${JEXTRACT:-jextract}
    command -v "$jextract" >/dev/null \
        || fail "no jextract ('$jextract'): install version $JEXTRACT_VERSION from https://jdk.java.net/jextract, or set JEXTRACT"
    local versions version libclang
    versions=$("$jextract" --version 2>&1)
    version=$(sed -n 's/^jextract \([0-9]*\).*/\1/p' <<<"$versions")
    [ "$version" = "$JEXTRACT_VERSION" ] || fail "needs jextract $JEXTRACT_VERSION, and '$jextract' is ${version:-unknown}"
    libclang=$(sed -n 's/^LibClang version .*clang version \([0-9]*\).*/\1/p' <<<"$versions")
    [[ -n $libclang && " $LIBCLANG_VERSIONS " == *" $libclang "* ]] \
        || fail "needs a jextract with libclang $LIBCLANG_VERSIONS, and '$jextract' has ${libclang:-an unknown one}"
}

require_javac() {
    javac=${JAVAC:-${JAVA_HOME:+$JAVA_HOME/bin/}javac}
    command -v "$javac" >/dev/null || fail "no javac ('$javac'): install a JDK 25, or set JAVA_HOME or JAVAC"
    "$javac" --release 25 -version >/dev/null 2>&1 || fail "'$javac' is older than 25: set JAVA_HOME or JAVAC"
}

# symbols NAME: prints "kind name" for each symbol of headers/NAME.symbols.
symbols() {
    local kind names name
    while read -r kind names; do
        case $kind in
            '' | '#'*) continue ;;
            function | struct | typedef | constant) ;;
            *) fail "headers/$1.symbols: unknown kind '$kind'" ;;
        esac
        for name in $names; do
            echo "$kind $name"
        done
    done <"$here/headers/$1.symbols"
}

# came_out DIRECTORY HEADER_CLASS KIND NAME: whether the symbol is in the output. jextract itself is silent
# about a name that does not exist.
came_out() {
    case $3 in
        struct | typedef) [ -s "$1/$4.java" ] ;;
        constant) grep -q "public static [A-Za-z]* $4() {" "$1/$2.java" ;;
        function) grep -qE "MemorySegment $4\\\$address\\(\\)|public static class $4 \\{" "$1/$2.java" ;;
    esac
}

# generate NAME LIBRARY OUTPUT
generate() {
    local name=$1 library=$2 output=$3 kind symbol
    local directory=$output/${PACKAGE//.//}/$name
    local -a arguments=(--output "$output" --target-package "$PACKAGE.$name" --header-class-name "${name}_h")
    [ -z "$library" ] || arguments+=(--library ":$library")
    symbols "$name" >"$scratch/symbols"
    while read -r kind symbol; do
        arguments+=("--include-$kind" "$symbol")
    done <"$scratch/symbols"

    "$jextract" "${arguments[@]}" "$here/headers/$name-umbrella.h" 2>"$scratch/log" \
        || fail "$name: $(cat "$scratch/log")"
    ! grep -q ' error: ' "$scratch/log" || fail "$name: $(grep ' error: ' "$scratch/log")"

    local -a missing=()
    while read -r kind symbol; do
        came_out "$directory" "${name}_h" "$kind" "$symbol" || missing+=("$kind $symbol")
    done <"$scratch/symbols"
    [ ${#missing[@]} -eq 0 ] \
        || fail "$name: jextract left out: $(printf '%s, ' "${missing[@]}" | sed 's/, $//'): misspelt, or not in these headers"
}

compile() {
    local -a files
    mapfile -t files < <(find "$1" -name '*.java')
    "$javac" --release 25 -Xlint:all,-restricted -Werror -d "$scratch/classes" "${files[@]}"
}

case $# in
    0) check=false ;;
    1)
        [ "$1" = --check ] || fail "unknown argument '$1'"
        check=true
        ;;
    *) fail "too many arguments" ;;
esac
require_jextract
require_javac
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for binding in "${BINDINGS[@]}"; do
    generate "${binding%%=*}" "${binding#*=}" "$scratch/sources"
done
! grep -rnE '"(/usr|/home|/tmp|/opt)' "$scratch/sources" || fail "the output names a path of this machine"
compile "$scratch/sources" || fail "the output does not compile; nothing was replaced"

fresh=$scratch/sources/${PACKAGE//.//}
if $check; then
    if diff -rq "$committed" "$fresh"; then
        exit 0
    fi
    fail "the committed bindings differ from what the headers of this machine give: run native/generate-bindings.sh"
fi
rm -rf "$committed"
mkdir -p "$(dirname "$committed")"
mv "$fresh" "$committed"
