/* libnftables: the nft command as a library. */
#include <nftables/libnftables.h>
