#ifndef ROOST_CLEVELDB_STORE_H
#define ROOST_CLEVELDB_STORE_H

#include <atomic>
#include <memory>

#include "CLevelDB.h"
#include "SharedCache.h"
#include "leveldb/db.h"
#include "leveldb/env.h"
#include "leveldb/filter_policy.h"
#include "leveldb/write_batch.h"

// Members are destroyed from the last to the first: the database goes before what it points to.
struct cldb_store {
    std::unique_ptr<leveldb::Env> env;
    std::unique_ptr<cldb::SharedCache> cache;
    std::unique_ptr<const leveldb::FilterPolicy> filter;
    // Reused by every commit to keep its capacity.
    leveldb::WriteBatch batch;
    std::unique_ptr<leveldb::DB> db;
    // Commits begun and ended since the store was opened; while they are equal, none is under way.
    std::atomic<uint64_t> commits_begun{0};
    std::atomic<uint64_t> commits_ended{0};
};

namespace cldb {

inline leveldb::Slice slice(const uint8_t *bytes, size_t length) {
    return length == 0 ? leveldb::Slice() : leveldb::Slice(reinterpret_cast<const char *>(bytes), length);
}

// How everything is read: checksums always verified.
leveldb::ReadOptions read_options();

// Counts a commit for as long as it lives.
class Committing {
   public:
    explicit Committing(cldb_store *store) : store_(store) { store->commits_begun.fetch_add(1); }
    ~Committing() { store_->commits_ended.fetch_add(1); }

   private:
    cldb_store *store_;
};

}  // namespace cldb

#endif
