#pragma once

#include <memory>
#include <string>

#include "CFloor.h"
#include "leveldb/cache.h"
#include "leveldb/db.h"
#include "leveldb/filter_policy.h"

struct floor_store {
    floor_options options;
    std::unique_ptr<const leveldb::FilterPolicy> filter;
    std::unique_ptr<leveldb::Cache> cache;
    std::unique_ptr<leveldb::DB> db;
};

namespace cfloor {

// As Roost reads.
inline leveldb::ReadOptions reading() {
    leveldb::ReadOptions options;
    options.verify_checksums = true;
    return options;
}

inline leveldb::WriteOptions writing(bool sync) {
    leveldb::WriteOptions options;
    options.sync = sync;
    return options;
}

// Prints a failure, because no benchmark may go on quietly after one.
bool check(const leveldb::Status &status);

// Adds a record to an answer by its access token.
void add(floor_answer *answer, const char *token);

// The JSON of a stored value; `buffer` holds it when it had to be decompressed.
bool unpack(const floor_store *store, const leveldb::Slice &value, std::string *buffer, leveldb::Slice *json);

// The JSON as it is stored, appended to `value`.
void pack(const floor_store *store, const leveldb::Slice &json, std::string *value);

// Adds a record to an answer by its stored value.
bool add_record(const floor_store *store, const leveldb::Slice &value, floor_answer *answer);

}  // namespace cfloor
