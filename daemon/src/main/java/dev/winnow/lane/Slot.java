package dev.winnow.lane;

/// One packet on its way through a lane: where its bytes lie in the slab, and what the kernel said of it.
///
/// Ownership: whoever took the slot from a queue, until they offer it to the next. Reused, never allocated after
/// start-up. Threading: the owner only; the queues publish the fields to the next owner.
final class Slot {
    /// What a slot can hold: the largest packet that GSO makes, and the netlink attributes before it.
    static final int CAPACITY = 65_536 + 1_024;

    /// Where the slot begins in the slab.
    final long offset;

    /// The slot's address in memory, for the kernel to write to.
    final long address;

    int queue;
    int packetId;
    int mark;
    int inDevice;
    long packetOffset;
    int packetLength;
    int wireLength;
    long timestampNs;
    long receivedNs;
    boolean checksumNotReady;
    long verdictWord;

    Slot(long offset, long address) {
        this.offset = offset;
        this.address = address;
    }
}
