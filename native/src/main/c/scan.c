/*
 * The match collector: one call scans a buffer and returns all matches. Hyperscan reports each match to a callback,
 * and a callback into Java costs several times what the match itself does.
 *
 * hs_scan comes as a pointer, so that this library is built without Hyperscan's headers and loads without it.
 */
#include "scan.h"

#include <stddef.h>

enum { HS_SUCCESS = 0, BITS_PER_WORD = 64 };

/* As in hs/hs_runtime.h; the types behind the pointers are opaque there too. */
typedef int match_event_handler(unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags,
                                void *context);
typedef int hs_scan_function(const void *database, const char *data, unsigned int length, unsigned int flags,
                             void *scratch, match_event_handler *on_event, void *context);

struct collector {
    const struct winnow_matches *matches;
    uint32_t count;
};

static int was_seen(const struct winnow_matches *matches, unsigned int id) {
    return matches->seen != NULL && id < matches->seen_ids
        && (matches->seen[id / BITS_PER_WORD] >> (id % BITS_PER_WORD) & 1) != 0;
}

static void mark_seen(const struct winnow_matches *matches, unsigned int id) {
    if (matches->seen != NULL && id < matches->seen_ids) {
        matches->seen[id / BITS_PER_WORD] |= UINT64_C(1) << (id % BITS_PER_WORD);
    }
}

static int collect(unsigned int id, unsigned long long from, unsigned long long to, unsigned int flags,
                   void *context) {
    struct collector *collector = context;
    const struct winnow_matches *matches = collector->matches;
    (void)from;
    (void)flags;
    if (was_seen(matches, id)) {
        return 0;
    }
    if (collector->count < matches->capacity) {
        matches->entries[collector->count] = (struct winnow_match){.id = id, .to = (uint32_t)to};
        mark_seen(matches, id);
    }
    if (collector->count < INT32_MAX) {
        collector->count++;
    }
    return 0;
}

/*
 * Scans length bytes of data with a block-mode database and stores the first matches->capacity matches.
 *
 * Returns how many matches there were, which is more than the capacity when some were not stored (matches that were
 * not stored count each time), or Hyperscan's error, which is negative. Leaves matches->seen all 0, as it must be.
 * Threads: any number at once, each with its own scratch and matches.
 */
int32_t winnow_collect(hs_scan_function *scan, const void *database, const char *data, uint32_t length, void *scratch,
                       const struct winnow_matches *matches) {
    struct collector collector = {.matches = matches, .count = 0};
    int error = scan(database, data, length, 0, scratch, collect, &collector);
    uint32_t stored = collector.count < matches->capacity ? collector.count : matches->capacity;
    for (uint32_t i = 0; matches->seen != NULL && i < stored; i++) {
        uint32_t id = matches->entries[i].id;
        if (id < matches->seen_ids) {
            matches->seen[id / BITS_PER_WORD] = 0;
        }
    }
    return error == HS_SUCCESS ? (int32_t)collector.count : error;
}
