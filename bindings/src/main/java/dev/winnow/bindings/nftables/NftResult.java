package dev.winnow.bindings.nftables;

/// What nft answered.
///
/// @param succeeded whether the commands took effect; none of them did otherwise
/// @param output    what the nft command would have printed on standard output
/// @param error     what it would have printed on standard error, several lines with a caret
public record NftResult(boolean succeeded, String output, String error) {}
