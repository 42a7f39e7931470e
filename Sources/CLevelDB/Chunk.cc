#include "Chunk.h"

#include <cstdlib>

namespace {

// Doubles, so that appending costs amortised constant time.
size_t grown(size_t capacity, size_t needed, size_t least) {
    size_t result = capacity < least ? least : capacity;
    while (result < needed) result *= 2;
    return result;
}

}  // namespace

bool cldb_chunk_reserve(cldb_chunk *chunk, size_t bytes) {
    const size_t needed = chunk->byte_count + bytes;
    if (needed > chunk->byte_capacity || chunk->bytes == nullptr) {
        const size_t capacity = grown(chunk->byte_capacity, needed, 512);
        void *memory = realloc(chunk->bytes, capacity);
        if (memory == nullptr) return false;
        chunk->bytes = static_cast<uint8_t *>(memory);
        chunk->byte_capacity = capacity;
    }
    if (chunk->slot_count == chunk->slot_capacity) {
        const size_t capacity = grown(chunk->slot_capacity, chunk->slot_count + 1, 8);
        void *memory = realloc(chunk->slots, capacity * sizeof(cldb_slot));
        if (memory == nullptr) return false;
        chunk->slots = static_cast<cldb_slot *>(memory);
        chunk->slot_capacity = capacity;
    }
    return true;
}

void cldb_chunk_free(cldb_chunk *chunk) {
    free(chunk->bytes);
    free(chunk->slots);
    *chunk = cldb_chunk{};
}
