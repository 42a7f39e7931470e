#include "Store.h"

#include <snappy-c.h>

#include <cstdio>
#include <cstring>

namespace cfloor {

bool check(const leveldb::Status &status) {
    if (!status.ok()) fprintf(stderr, "floor: %s\n", status.ToString().c_str());
    return status.ok();
}

void add(floor_answer *answer, const char *token) {
    uint64_t head;
    memcpy(&head, token, sizeof head);
    answer->count += 1;
    answer->digest = answer->digest * answer->factor + head;
}

void pack(const floor_store *store, const leveldb::Slice &json, std::string *value) {
    if (store->options.payload == FLOOR_SNAPPY_RULE) {
        value->resize(1 + snappy_max_compressed_length(json.size()));
        size_t length = value->size() - 1;
        (*value)[0] = 1;
        snappy_compress(json.data(), json.size(), &(*value)[1], &length);
        if (length * 8 <= json.size() * 7) {
            value->resize(1 + length);
            return;
        }
    }
    value->assign(1, 0);
    value->append(json.data(), json.size());
}

bool unpack(const floor_store *store, const leveldb::Slice &value, std::string *buffer, leveldb::Slice *json) {
    if (value.size() < 1) return false;
    const char *payload = value.data() + 1;
    const size_t stored = value.size() - 1;
    if (value[0] == 0) {
        *json = leveldb::Slice(payload, stored);
        return true;
    }
    size_t length;
    if (snappy_uncompressed_length(payload, stored, &length) != SNAPPY_OK) return false;
    buffer->resize(length);
    if (snappy_uncompress(payload, stored, &(*buffer)[0], &length) != SNAPPY_OK) return false;
    *json = leveldb::Slice(*buffer);
    return true;
}

bool add_record(const floor_store *store, const leveldb::Slice &value, floor_answer *answer) {
    static thread_local std::string buffer;
    leveldb::Slice json;
    // {"accessToken":"
    constexpr size_t token_place = 16;
    if (!unpack(store, value, &buffer, &json) || json.size() < token_place + 8) return false;
    add(answer, json.data() + token_place);
    return true;
}

}  // namespace cfloor

floor_store *floor_open(const char *path, floor_options given) {
    auto store = std::make_unique<floor_store>();
    store->options = given;
    store->cache.reset(leveldb::NewLRUCache(64 << 20));
    store->filter.reset(leveldb::NewBloomFilterPolicy(10));
    leveldb::Options options;
    options.create_if_missing = true;
    options.paranoid_checks = true;
    options.compression = given.compresses_blocks ? leveldb::kSnappyCompression : leveldb::kNoCompression;
    options.write_buffer_size = 32 << 20;
    options.max_file_size = 16 << 20;
    options.block_cache = store->cache.get();
    options.filter_policy = store->filter.get();
    leveldb::DB *db = nullptr;
    if (!cfloor::check(leveldb::DB::Open(options, path, &db))) return nullptr;
    store->db.reset(db);
    return store.release();
}

void floor_close(floor_store *store) { delete store; }

void floor_compact(floor_store *store) { store->db->CompactRange(nullptr, nullptr); }

const char *floor_version(void) {
    static const std::string version =
        std::to_string(leveldb::kMajorVersion) + "." + std::to_string(leveldb::kMinorVersion);
    return version.c_str();
}

char *floor_statistics(floor_store *store) {
    std::string value;
    store->db->GetProperty("leveldb.stats", &value);
    return strdup(value.c_str());
}
