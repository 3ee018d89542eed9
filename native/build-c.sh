#!/bin/sh
# Compiles the match collector into OUTPUT_DIR, where the jar picks it up, and the program that prints struct layouts
# into TARGET_DIR, for the test of the bindings.
#
#   build-c.sh OUTPUT_DIR TARGET_DIR
set -eu
output=$1
target=$2
sources=$(cd "$(dirname "$0")" && pwd)/src/main/c
cc=${CC:-cc}
command -v "$cc" >/dev/null || {
    echo "winnow: no C compiler ('$cc'): install gcc, or set CC" >&2
    exit 1
}
library=$output/dev/winnow/natives/libwinnowscan.so
mkdir -p "$(dirname "$library")" "$target"
"$cc" -std=c11 -O2 -fPIC -shared -Wall -Wextra -Werror -o "$library" "$sources/scan.c"
"$cc" -std=gnu11 -Wall -Wextra -Werror -o "$target/abi" "$sources/abi.c"
