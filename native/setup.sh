#!/bin/sh
# Installs what winnow needs and this host lacks, with apt-get. Nothing is upgraded, nothing is removed.
#
#   setup.sh [PACKAGE...]     further packages, wanted by the tests only
set -eu
here=$(cd "$(dirname "$0")" && pwd)

say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

"$here/../daemon/bin/find-jdk" >/dev/null

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    die "this is not a Debian-like host: install libpcap 1.10, libhs 5.4 (Vectorscan or Hyperscan), libpcre2-8, libnftables, iptables, iproute2, a C compiler and Maven by hand"
fi

missing=
for package in libpcap0.8 libpcre2-8-0 libnftables1 iptables iproute2 "$@"; do
    # Debian's 64-bit time transition renamed some libraries: foo0 became foo0t64.
    installed "$package" || installed "${package}t64" || missing="$missing $package"
done
# Either of the two provides libhs.so.5, and they exclude each other.
installed libhyperscan5 || installed libvectorscan5 || missing="$missing libvectorscan5"
command -v cc >/dev/null || missing="$missing gcc"
command -v mvn >/dev/null || missing="$missing maven"

if [ -z "$missing" ]; then
    say "nothing is missing"
    exit 0
fi

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root='sudo --'
else
    die "needs root to install$missing, and there is no sudo: run this as root"
fi

# A test tool such as nginx must not begin to serve only because it was installed.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap '$as_root rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | $as_root sh -c "cat >$policy && chmod 755 $policy"
fi

say "installing$missing"
# shellcheck disable=SC2086 # a list of words
install_missing() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
}
install_missing >/dev/null 2>&1 || {
    $as_root apt-get update -qq || die "apt-get update failed: is the network there?"
    install_missing >/dev/null || die "could not install$missing"
}
say "done"
