#!/bin/sh
# Compiles the match collector into OUTPUT_DIR, where the jar picks it up.
#
#   build-c.sh OUTPUT_DIR TARGET_DIR
set -eu
output=$1
here=$(cd "$(dirname "$0")" && pwd)
cc=${CC:-cc}
command -v "$cc" >/dev/null || {
    echo "winnow: no C compiler ('$cc'): install gcc, or set CC" >&2
    exit 1
}
mkdir -p "$output/dev/winnow/natives"
[ -e "$here/src/main/c/scan.c" ] || exit 0
"$cc" -std=c11 -O2 -fPIC -shared -Wall -Wextra -Werror -o "$output/dev/winnow/natives/libwinnowscan.so" "$here/src/main/c/scan.c"
