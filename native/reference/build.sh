#!/bin/sh
# Compiles the reference programs, which the benches compare winnow with, into OUTPUT_DIR.
#
#   build.sh OUTPUT_DIR
set -eu
[ $# -eq 1 ] || {
    echo "usage: build.sh OUTPUT_DIR" >&2
    exit 2
}
output=$1
here=$(cd "$(dirname "$0")" && pwd)
cc=${CC:-cc}
command -v "$cc" >/dev/null || {
    echo "winnow: no C compiler ('$cc'): install gcc, or set CC" >&2
    exit 1
}
mkdir -p "$output"
compile() {
    program=$1
    shift
    "$cc" -std=gnu11 -O2 -Wall -Wextra -Werror -o "$output/$program" "$@"
}
compile nfq_single "$here/nfq_single.c" "$here/nfq_queue.c"
compile nfq_batch "$here/nfq_batch.c" "$here/nfq_queue.c"
compile udp_load "$here/udp_load.c"
compile udp_sink "$here/udp_sink.c"
