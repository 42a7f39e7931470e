#include "SharedCache.h"

#include <cstdint>
#include <string>

#include "leveldb/slice.h"

namespace cldb {

namespace {

// Of the thread's reader; null when there is no limit.
thread_local size_t *allowance_of_thread = nullptr;

// A value that is not in the cache, and gone when it is released.
struct Unkept {
    std::string key;
    void *value;
    void (*deleter)(const leveldb::Slice &key, void *value);
};

// Handles of the cache are addresses of structures, and so even; those of unkept values are odd.
leveldb::Cache::Handle *handle_of(Unkept *unkept) {
    return reinterpret_cast<leveldb::Cache::Handle *>(reinterpret_cast<uintptr_t>(unkept) | 1);
}

// Null for a handle of the cache.
Unkept *unkept_of(leveldb::Cache::Handle *handle) {
    const uintptr_t address = reinterpret_cast<uintptr_t>(handle);
    return (address & 1) == 0 ? nullptr : reinterpret_cast<Unkept *>(address & ~uintptr_t(1));
}

bool may_keep(size_t charge) {
    if (allowance_of_thread == nullptr) return true;
    if (*allowance_of_thread < charge) return false;
    *allowance_of_thread -= charge;
    return true;
}

}  // namespace

SharedCache::SharedCache(size_t capacity) : cache_(leveldb::NewLRUCache(capacity)), share_(capacity / 2) {}

leveldb::Cache::Handle *SharedCache::Insert(
    const leveldb::Slice &key, void *value, size_t charge,
    void (*deleter)(const leveldb::Slice &key, void *value)) {
    if (may_keep(charge)) return cache_->Insert(key, value, charge, deleter);
    return handle_of(new Unkept{key.ToString(), value, deleter});
}

leveldb::Cache::Handle *SharedCache::Lookup(const leveldb::Slice &key) { return cache_->Lookup(key); }

void SharedCache::Release(Handle *handle) {
    Unkept *const unkept = unkept_of(handle);
    if (unkept == nullptr) return cache_->Release(handle);
    unkept->deleter(unkept->key, unkept->value);
    delete unkept;
}

void *SharedCache::Value(Handle *handle) {
    Unkept *const unkept = unkept_of(handle);
    return unkept == nullptr ? cache_->Value(handle) : unkept->value;
}

void SharedCache::Erase(const leveldb::Slice &key) { cache_->Erase(key); }

uint64_t SharedCache::NewId() { return cache_->NewId(); }

void SharedCache::Prune() { cache_->Prune(); }

size_t SharedCache::TotalCharge() const { return cache_->TotalCharge(); }

FillLimit::FillLimit(size_t *allowance) { allowance_of_thread = allowance; }

FillLimit::~FillLimit() { allowance_of_thread = nullptr; }

}  // namespace cldb
