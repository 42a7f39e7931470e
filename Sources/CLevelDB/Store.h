#ifndef ROOST_CLEVELDB_STORE_H
#define ROOST_CLEVELDB_STORE_H

#include <memory>

#include "CLevelDB.h"
#include "leveldb/cache.h"
#include "leveldb/db.h"
#include "leveldb/env.h"
#include "leveldb/filter_policy.h"
#include "leveldb/write_batch.h"

// Members are destroyed from the last to the first: the database goes before what it points to.
struct cldb_store {
    std::unique_ptr<leveldb::Env> env;
    std::unique_ptr<leveldb::Cache> cache;
    std::unique_ptr<const leveldb::FilterPolicy> filter;
    // Reused by every commit to keep its capacity.
    leveldb::WriteBatch batch;
    std::unique_ptr<leveldb::DB> db;
};

namespace cldb {

inline leveldb::Slice slice(const uint8_t *bytes, size_t length) {
    return length == 0 ? leveldb::Slice() : leveldb::Slice(reinterpret_cast<const char *>(bytes), length);
}

// How everything is read: checksums always verified.
leveldb::ReadOptions read_options();

}  // namespace cldb

#endif
