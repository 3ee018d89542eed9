/// The C side of winnow: the match collector, and where to find it.
module dev.winnow.natives {
    exports dev.winnow.natives;
}
