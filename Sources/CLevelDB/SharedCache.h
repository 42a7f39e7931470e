#ifndef ROOST_CLEVELDB_SHARED_CACHE_H
#define ROOST_CLEVELDB_SHARED_CACHE_H

#include <cstddef>
#include <memory>

#include "leveldb/cache.h"

namespace cldb {

// An LRU cache of blocks that a long scan does not fill: what is read within a FillLimit, and would go beyond it, is not
// kept. It is found where it is there already.
class SharedCache final : public leveldb::Cache {
   public:
    explicit SharedCache(size_t capacity);

    // How many bytes one reader may put into it.
    size_t share() const { return share_; }

    Handle *Insert(
        const leveldb::Slice &key, void *value, size_t charge,
        void (*deleter)(const leveldb::Slice &key, void *value)) override;
    Handle *Lookup(const leveldb::Slice &key) override;
    void Release(Handle *handle) override;
    void *Value(Handle *handle) override;
    void Erase(const leveldb::Slice &key) override;
    uint64_t NewId() override;
    void Prune() override;
    size_t TotalCharge() const override;

   private:
    const std::unique_ptr<leveldb::Cache> cache_;
    const size_t share_;
};

// While it lives, what this thread puts into a SharedCache is taken from an allowance. One at a time on a thread.
class FillLimit {
   public:
    explicit FillLimit(size_t *allowance);
    ~FillLimit();
    FillLimit(const FillLimit &) = delete;
    FillLimit &operator=(const FillLimit &) = delete;
};

}  // namespace cldb

#endif
