/// libnftables: rule sets, in the words of the nft command.
package dev.winnow.bindings.nftables;
