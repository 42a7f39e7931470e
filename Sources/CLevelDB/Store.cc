#include "Store.h"

#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <string>

#include "Chunk.h"
#include "FolderEnv.h"
#include "Status.h"
#include "leveldb/helpers/memenv.h"

namespace cldb {

namespace {

// LevelDB would note every compaction in a file called LOG, with keys, and never cut it while the store is open: 1 MB a
// minute where compactions are frequent.
class NoLog : public leveldb::Logger {
public:
    void Logv(const char *, std::va_list) override {}
};

leveldb::Logger *no_log() {
    static NoLog logger;
    return &logger;
}

}  // namespace

leveldb::ReadOptions read_options() {
    leveldb::ReadOptions options;
    options.verify_checksums = true;
    return options;
}

}  // namespace cldb

cldb_code cldb_open(const char *path, const cldb_options *given, cldb_store **store, char **message) {
    auto opened = std::make_unique<cldb_store>();
    leveldb::Options options;
    options.info_log = cldb::no_log();
    options.create_if_missing = given->create_if_missing;
    options.paranoid_checks = given->paranoid_checks;
    options.compression = given->compression ? leveldb::kSnappyCompression : leveldb::kNoCompression;
    options.write_buffer_size = given->write_buffer_size;
    options.max_file_size = given->max_file_size;
    options.block_size = given->block_size;
    options.max_open_files = given->max_open_files;
    // Without a cache of ours LevelDB makes one of 8 MB; a cache of no capacity is how to have none.
    opened->cache = std::make_unique<cldb::SharedCache>(given->block_cache_size);
    options.block_cache = opened->cache.get();
    if (given->bloom_bits_per_key > 0) {
        opened->filter.reset(leveldb::NewBloomFilterPolicy(given->bloom_bits_per_key));
        options.filter_policy = opened->filter.get();
    }
    if (given->in_memory) {
        opened->env.reset(leveldb::NewMemEnv(leveldb::Env::Default()));
        options.env = opened->env.get();
    } else if (given->has_folder) {
        opened->env = std::make_unique<cldb::FolderEnv>(leveldb::Env::Default(), given->folder, path);
        options.env = opened->env.get();
    }
    leveldb::DB *db = nullptr;
    const leveldb::Status status = leveldb::DB::Open(options, path, &db);
    if (!status.ok()) return cldb::report(status, message);
    opened->db.reset(db);
    *store = opened.release();
    return CLDB_OK;
}

void cldb_close(cldb_store *store) { delete store; }

cldb_code cldb_get(cldb_store *store, const uint8_t *key, size_t key_length, cldb_chunk *chunk, char **message) {
    // DB::Get fills a std::string; one per thread keeps its capacity from call to call.
    static thread_local std::string value;
    const leveldb::Slice wanted = cldb::slice(key, key_length);
    const leveldb::Status status = store->db->Get(cldb::read_options(), wanted, &value);
    if (cldb::means_absent(status)) return CLDB_NOT_FOUND;
    if (!status.ok()) return cldb::report(status, message);
    const leveldb::Slice found(value);
    if (!cldb::append(chunk, wanted, &found)) return cldb::fail(CLDB_OUT_OF_MEMORY, "no memory for a value", message);
    return CLDB_OK;
}

uint64_t cldb_approximate_size(
    cldb_store *store, const uint8_t *lower, size_t lower_length, const uint8_t *upper, size_t upper_length) {
    const leveldb::Range range(cldb::slice(lower, lower_length), cldb::slice(upper, upper_length));
    uint64_t size = 0;
    store->db->GetApproximateSizes(&range, 1, &size);
    return size;
}

void cldb_compact(
    cldb_store *store, const uint8_t *lower, size_t lower_length, const uint8_t *upper, size_t upper_length) {
    const leveldb::Slice first = cldb::slice(lower, lower_length);
    const leveldb::Slice last = cldb::slice(upper, upper_length);
    store->db->CompactRange(&first, upper == nullptr ? nullptr : &last);
}

char *cldb_property(cldb_store *store, const char *name) {
    std::string value;
    if (!store->db->GetProperty(name, &value)) return nullptr;
    return strdup(value.c_str());
}
