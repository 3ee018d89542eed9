/* The match collector's interface, shared with abi.c. */
#ifndef WINNOW_SCAN_H
#define WINNOW_SCAN_H

#include <stdint.h>

/* One match: the pattern's id, and the offset just past the match's last byte. */
struct winnow_match {
    uint32_t id;
    uint32_t to;
};

/* Where the matches of one scan go. The caller owns all memory and keeps it until the call returns. */
struct winnow_matches {
    struct winnow_match *entries;
    uint64_t *seen; /* NULL, or seen_ids bits, all 0, in 64-bit words: an id below seen_ids is collected once */
    uint32_t capacity;
    uint32_t seen_ids;
};

#endif
