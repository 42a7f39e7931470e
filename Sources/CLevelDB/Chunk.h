// Appending to the caller's chunk.

#ifndef ROOST_CLEVELDB_CHUNK_H
#define ROOST_CLEVELDB_CHUNK_H

#include <cstring>

#include "CLevelDB.h"
#include "leveldb/slice.h"

namespace cldb {

// Appends one slot; `value` is null for a key without one. False when there is no memory or a length does not fit.
inline bool append(cldb_chunk *chunk, const leveldb::Slice &key, const leveldb::Slice *value) {
    const size_t value_size = value == nullptr ? 0 : value->size();
    if (key.size() >= CLDB_ABSENT || value_size >= CLDB_ABSENT) return false;
    if (!cldb_chunk_reserve(chunk, key.size() + value_size)) return false;
    uint8_t *target = chunk->bytes + chunk->byte_count;
    if (!key.empty()) memcpy(target, key.data(), key.size());
    if (value_size != 0) memcpy(target + key.size(), value->data(), value_size);
    cldb_slot &slot = chunk->slots[chunk->slot_count++];
    slot.offset = chunk->byte_count;
    slot.key_length = static_cast<uint32_t>(key.size());
    slot.value_length = value == nullptr ? CLDB_ABSENT : static_cast<uint32_t>(value_size);
    chunk->byte_count += key.size() + value_size;
    return true;
}

// Takes back everything appended to a chunk since this was made.
class Rewind {
   public:
    explicit Rewind(cldb_chunk *chunk) : chunk_(chunk), bytes_(chunk->byte_count), slots_(chunk->slot_count) {}
    void discard() {
        chunk_->byte_count = bytes_;
        chunk_->slot_count = slots_;
    }

   private:
    cldb_chunk *chunk_;
    size_t bytes_;
    size_t slots_;
};

}  // namespace cldb

#endif
