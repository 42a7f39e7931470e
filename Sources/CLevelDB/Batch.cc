#include <cstring>

#include "Status.h"
#include "Store.h"

namespace {

// A bounds-checked reader of the flat batch.
class Cursor {
   public:
    Cursor(const uint8_t *bytes, size_t length) : next_(bytes), left_(length) {}
    bool at_end() const { return left_ == 0; }

    bool read_byte(uint8_t *value) {
        if (left_ < 1) return false;
        *value = *next_;
        advance(1);
        return true;
    }

    bool read_length(uint32_t *value) {
        if (left_ < sizeof *value) return false;
        memcpy(value, next_, sizeof *value);
        advance(sizeof *value);
        return true;
    }

    bool read_bytes(uint32_t length, leveldb::Slice *bytes) {
        if (left_ < length) return false;
        *bytes = cldb::slice(next_, length);
        advance(length);
        return true;
    }

   private:
    void advance(size_t length) {
        next_ += length;
        left_ -= length;
    }

    const uint8_t *next_;
    size_t left_;
};

bool decode(Cursor cursor, leveldb::WriteBatch *batch) {
    while (!cursor.at_end()) {
        uint8_t operation;
        uint32_t key_length;
        leveldb::Slice key;
        if (!cursor.read_byte(&operation) || !cursor.read_length(&key_length)) return false;
        if (operation == CLDB_PUT) {
            uint32_t value_length;
            leveldb::Slice value;
            if (!cursor.read_length(&value_length) || !cursor.read_bytes(key_length, &key) ||
                !cursor.read_bytes(value_length, &value)) {
                return false;
            }
            batch->Put(key, value);
        } else if (operation == CLDB_DELETE) {
            if (!cursor.read_bytes(key_length, &key)) return false;
            batch->Delete(key);
        } else {
            return false;
        }
    }
    return true;
}

// A batch buffer above this size is given back after its commit.
constexpr size_t kept_capacity = 4 << 20;

}  // namespace

cldb_code cldb_apply(cldb_store *store, const uint8_t *batch, size_t length, bool sync, char **message) {
    store->batch.Clear();
    cldb_code code;
    if (decode(Cursor(batch, length), &store->batch)) {
        leveldb::WriteOptions options;
        options.sync = sync;
        const cldb::Committing committing(store);
        code = cldb::report(store->db->Write(options, &store->batch), message);
    } else {
        code = cldb::fail(CLDB_INVALID_ARGUMENT, "malformed batch", message);
    }
    if (length > kept_capacity) store->batch = leveldb::WriteBatch();
    return code;
}
