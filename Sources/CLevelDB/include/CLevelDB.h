// A C interface over LevelDB's C++ API, shaped for Roost: one call does the work of many entries, every call returns a
// code, and messages are allocated only when something went wrong.
//
// Threads: a store may be used from many threads at once, except that cldb_apply calls must not overlap and cldb_close
// must be the last call. A view belongs to one thread at a time. Buffers passed in are only read during the call.

#ifndef ROOST_CLEVELDB_H
#define ROOST_CLEVELDB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum cldb_code {
    CLDB_OK = 0,
    CLDB_NOT_FOUND = 1,
    CLDB_CORRUPTION = 2,
    CLDB_IO_ERROR = 3,
    CLDB_INVALID_ARGUMENT = 4,
    CLDB_NOT_SUPPORTED = 5,
    // The folder is in use through LevelDB's own lock file.
    CLDB_LOCKED = 6,
    CLDB_OUT_OF_MEMORY = 7,
} cldb_code;

// Every function that can fail takes `message`: on failure *message is a NUL-terminated text that the caller frees with
// cldb_free, or NULL when there was no memory for it. On success and on CLDB_NOT_FOUND it is left alone.
void cldb_free(void *memory);

// ---- Chunks: caller-owned, growable, filled by reads -------------------------------------------------------------

#define CLDB_ABSENT UINT32_MAX

// One key and its value, which stands directly behind the key.
typedef struct cldb_slot {
    size_t offset;
    uint32_t key_length;
    uint32_t value_length;  // CLDB_ABSENT when the key has no value
} cldb_slot;

// All zero is an empty chunk. Reads append; nothing here shrinks.
typedef struct cldb_chunk {
    uint8_t *bytes;
    size_t byte_count;
    size_t byte_capacity;
    cldb_slot *slots;
    size_t slot_count;
    size_t slot_capacity;
} cldb_chunk;

// Makes room for one more slot and `bytes` more bytes; false when there is no memory.
bool cldb_chunk_reserve(cldb_chunk *chunk, size_t bytes);
void cldb_chunk_free(cldb_chunk *chunk);

// ---- Stores ------------------------------------------------------------------------------------------------------

typedef struct cldb_store cldb_store;

typedef struct cldb_options {
    bool create_if_missing;
    bool compression;
    bool paranoid_checks;
    bool in_memory;
    bool has_folder;
    int folder;  // with has_folder: a descriptor of the folder, which stays open longer than the store
    int bloom_bits_per_key;  // 0 = no filter
    int max_open_files;
    size_t write_buffer_size;
    size_t block_cache_size;  // 0 = no cache
    size_t max_file_size;
    size_t block_size;
} cldb_options;

// With a folder, every file is created in it and for its owner alone; without one, by its path and as the umask says.
cldb_code cldb_open(const char *path, const cldb_options *options, cldb_store **store, char **message);

// REQUIRES: every view is closed and no other call is running.
void cldb_close(cldb_store *store);

// Appends the latest committed entry of `key` to `chunk`. Checksums are verified.
cldb_code cldb_get(cldb_store *store, const uint8_t *key, size_t key_length, cldb_chunk *chunk, char **message);

// Operations of a batch. Integers are in the machine's byte order, unaligned:
//   CLDB_PUT     u8 op, u32 key length, u32 value length, key, value
//   CLDB_DELETE  u8 op, u32 key length, key
#define CLDB_DELETE 0
#define CLDB_PUT 1

// Applies a whole batch atomically, in order. `sync` makes it, and all batches before it in the same log, durable.
// A malformed batch is CLDB_INVALID_ARGUMENT and changes nothing. An empty batch with `sync` only syncs.
cldb_code cldb_apply(cldb_store *store, const uint8_t *batch, size_t length, bool sync, char **message);

// Estimated bytes of table files in [lower, upper).
uint64_t cldb_approximate_size(
    cldb_store *store, const uint8_t *lower, size_t lower_length, const uint8_t *upper, size_t upper_length);

// Compacts the keys from lower on, up to `upper` unless it is NULL.
void cldb_compact(
    cldb_store *store, const uint8_t *lower, size_t lower_length, const uint8_t *upper, size_t upper_length);

// The value of a LevelDB property, freed with cldb_free; NULL when there is none.
char *cldb_property(cldb_store *store, const char *name);

// ---- Views -------------------------------------------------------------------------------------------------------

// A consistent view: one pinned iterator, never a snapshot (a snapshot can bring deleted keys back after a compaction in
// this version of LevelDB). The iterator's status is checked after every seek and every filled chunk even while the
// iterator is valid, because over a corrupt table it goes on to serve older data. A failure discards what the call
// appended and condemns the view: every later call on it fails the same way. What a view reads fills at most half of the
// block cache, so that a long scan does not take the place of everything else.
typedef struct cldb_view cldb_view;

cldb_code cldb_view_open(cldb_store *store, cldb_view **view, char **message);
void cldb_view_close(cldb_view *view);

cldb_code cldb_view_get(cldb_view *view, const uint8_t *key, size_t key_length, cldb_chunk *chunk, char **message);

// Appends one slot per key, in order. Key i is keys[ends[i - 1] ..< ends[i]] (from 0 for the first one).
cldb_code cldb_view_get_many(
    cldb_view *view, const uint8_t *keys, const size_t *ends, size_t count, cldb_chunk *chunk, char **message);

typedef struct cldb_scan {
    const uint8_t *lower;
    size_t lower_length;
    const uint8_t *upper;  // NULL = no upper bound
    size_t upper_length;
    bool reverse;
    bool keys_only;  // values are left empty and not copied
    // The scan stops behind the entry with which it reaches either bound, so it always takes one entry.
    size_t max_entries;
    size_t max_bytes;
} cldb_scan;

// Appends the entries of [lower, upper) to `chunk`, from lower up or from upper down. *more is false when the range is
// known to hold nothing further. A scan that goes on directly behind the last entry of the scan before it does not seek.
cldb_code cldb_view_scan(cldb_view *view, const cldb_scan *scan, cldb_chunk *chunk, bool *more, char **message);

// How often the view has positioned its iterator by seeking.
uint64_t cldb_view_seek_count(const cldb_view *view);

#ifdef __cplusplus
}
#endif

#endif
