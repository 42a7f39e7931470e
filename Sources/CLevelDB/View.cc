#include <memory>
#include <string>

#include "Chunk.h"
#include "Status.h"
#include "Store.h"

struct cldb_view {
    // What the iterator stands on: something unknown, or the last entry that a scan in this direction took.
    enum class Standing { elsewhere, last_of_forward, last_of_reverse };

    // `commits_seen` of a view that a commit overlapped when it was opened.
    static constexpr uint64_t unknown = UINT64_MAX;

    cldb_store *store;
    std::unique_ptr<leveldb::Iterator> iterator;
    // The commits whose outcome the iterator shows, when it shows just those.
    uint64_t commits_seen = unknown;
    Standing standing = Standing::elsewhere;
    uint64_t seeks = 0;
    // The bytes that may still go into the block cache on behalf of this view.
    size_t cache_allowance = 0;
    // What the store last answered; it keeps its capacity.
    std::string value;
    // Not CLDB_OK once a call has failed; the view then serves nothing any more.
    cldb_code condemned = CLDB_OK;
    std::string reason;

    cldb_code condemn(cldb_code code, const std::string &text, char **message) {
        condemned = code;
        reason = text;
        return cldb::fail(code, text, message);
    }

    cldb_code refuse(char **message) const { return cldb::fail(condemned, reason, message); }

    // Whether the store still is what the view shows. Asked behind a read of the store, it says the same of that read:
    // a commit announces itself before it changes anything.
    bool is_latest() const { return store->commits_begun.load() == commits_seen; }

    // CLDB_OK, or the iterator's failure, with the view condemned and the chunk as it was before the call.
    cldb_code check(cldb::Rewind *appended, char **message) {
        const leveldb::Status status = iterator->status();
        if (status.ok()) return CLDB_OK;
        appended->discard();
        return condemn(cldb::code_of(status), status.ToString(), message);
    }

    cldb_code out_of_memory(cldb::Rewind *appended, char **message) {
        appended->discard();
        standing = Standing::elsewhere;
        return cldb::fail(CLDB_OUT_OF_MEMORY, "no memory for a chunk", message);
    }

    void seek(const leveldb::Slice &key) {
        standing = Standing::elsewhere;
        seeks += 1;
        iterator->Seek(key);
    }

    void seek_to_last() {
        standing = Standing::elsewhere;
        seeks += 1;
        iterator->SeekToLast();
    }

    // Finds a key; `found` is valid until the next call. The store itself searches less than an iterator, which has to
    // merge every level, so it is asked as long as it is what the view shows.
    cldb_code find(
        const leveldb::Slice &key, bool *exists, leveldb::Slice *found, cldb::Rewind *appended, char **message) {
        if (is_latest()) {
            const leveldb::Status status = store->db->Get(cldb::read_options(), key, &value);
            if (is_latest()) {
                *exists = status.ok();
                *found = leveldb::Slice(value);
                if (status.ok() || cldb::means_absent(status)) return CLDB_OK;
                appended->discard();
                return condemn(cldb::code_of(status), status.ToString(), message);
            }
        }
        seek(key);
        const cldb_code code = check(appended, message);
        if (code != CLDB_OK) return code;
        *exists = iterator->Valid() && iterator->key() == key;
        if (*exists) *found = iterator->value();
        return CLDB_OK;
    }
};

namespace {

using Standing = cldb_view::Standing;

bool is_successor(const leveldb::Slice &bound, const leveldb::Slice &key) {
    return bound.size() == key.size() + 1 && bound[key.size()] == 0 && bound.starts_with(key);
}

// Leaves the iterator on the first entry at or above `lower`.
cldb_code position_forward(cldb_view *view, const leveldb::Slice &lower, cldb::Rewind *appended, char **message) {
    if (view->standing == Standing::last_of_forward && is_successor(lower, view->iterator->key())) {
        view->standing = Standing::elsewhere;
        view->iterator->Next();
    } else {
        view->seek(lower);
    }
    return view->check(appended, message);
}

// Leaves the iterator on the last entry below `upper`, or on the last of all when `upper` is null.
cldb_code position_reverse(cldb_view *view, const leveldb::Slice *upper, cldb::Rewind *appended, char **message) {
    if (upper == nullptr) {
        view->seek_to_last();
        return view->check(appended, message);
    }
    if (view->standing == Standing::last_of_reverse && *upper == view->iterator->key()) {
        view->standing = Standing::elsewhere;
        view->iterator->Prev();
        return view->check(appended, message);
    }
    view->seek(*upper);
    const cldb_code code = view->check(appended, message);
    if (code != CLDB_OK) return code;
    if (view->iterator->Valid()) {
        view->iterator->Prev();
    } else {
        view->seek_to_last();
    }
    return view->check(appended, message);
}

}  // namespace

cldb_code cldb_view_open(cldb_store *store, cldb_view **view, char **message) {
    auto opened = std::make_unique<cldb_view>();
    opened->store = store;
    opened->cache_allowance = store->cache->share();
    const uint64_t ended = store->commits_ended.load();
    opened->iterator.reset(store->db->NewIterator(cldb::read_options()));
    if (store->commits_begun.load() == ended) opened->commits_seen = ended;
    const cldb_code code = cldb::report(opened->iterator->status(), message);
    if (code == CLDB_OK) *view = opened.release();
    return code;
}

void cldb_view_close(cldb_view *view) { delete view; }

uint64_t cldb_view_seek_count(const cldb_view *view) { return view->seeks; }

cldb_code cldb_view_get(cldb_view *view, const uint8_t *key, size_t key_length, cldb_chunk *chunk, char **message) {
    const cldb::Rewind start(chunk);
    cldb::Rewind appended = start;
    const cldb_code code = cldb_view_get_many(view, key, &key_length, 1, chunk, message);
    if (code == CLDB_OK && chunk->slots[chunk->slot_count - 1].value_length == CLDB_ABSENT) {
        appended.discard();
        return CLDB_NOT_FOUND;
    }
    return code;
}

cldb_code cldb_view_get_many(
    cldb_view *view, const uint8_t *keys, const size_t *ends, size_t count, cldb_chunk *chunk, char **message) {
    if (view->condemned != CLDB_OK) return view->refuse(message);
    const cldb::FillLimit limit(&view->cache_allowance);
    cldb::Rewind appended(chunk);
    size_t start = 0;
    for (size_t i = 0; i < count; i++) {
        const leveldb::Slice key = cldb::slice(keys + start, ends[i] - start);
        start = ends[i];
        leveldb::Slice value;
        bool exists;
        const cldb_code code = view->find(key, &exists, &value, &appended, message);
        if (code != CLDB_OK) return code;
        if (!cldb::append(chunk, key, exists ? &value : nullptr)) return view->out_of_memory(&appended, message);
    }
    return CLDB_OK;
}

cldb_code cldb_view_scan(cldb_view *view, const cldb_scan *scan, cldb_chunk *chunk, bool *more, char **message) {
    if (view->condemned != CLDB_OK) return view->refuse(message);
    const cldb::FillLimit limit(&view->cache_allowance);
    *more = false;
    const leveldb::Slice lower = cldb::slice(scan->lower, scan->lower_length);
    const leveldb::Slice upper = cldb::slice(scan->upper, scan->upper_length);
    const bool bounded = scan->upper != nullptr;
    if (bounded && lower.compare(upper) >= 0) return CLDB_OK;

    cldb::Rewind appended(chunk);
    cldb_code code = scan->reverse ? position_reverse(view, bounded ? &upper : nullptr, &appended, message)
                                   : position_forward(view, lower, &appended, message);
    if (code != CLDB_OK) return code;

    leveldb::Iterator *iterator = view->iterator.get();
    const leveldb::Slice no_value;
    const size_t first_byte = chunk->byte_count;
    size_t taken = 0;
    while (iterator->Valid()) {
        const leveldb::Slice key = iterator->key();
        if (scan->reverse ? key.compare(lower) < 0 : bounded && key.compare(upper) >= 0) break;
        const leveldb::Slice value = scan->keys_only ? no_value : iterator->value();
        if (!cldb::append(chunk, key, &value)) return view->out_of_memory(&appended, message);
        taken += 1;
        if (taken >= scan->max_entries || chunk->byte_count - first_byte >= scan->max_bytes) {
            view->standing = scan->reverse ? Standing::last_of_reverse : Standing::last_of_forward;
            *more = true;
            break;
        }
        if (scan->reverse) {
            iterator->Prev();
        } else {
            iterator->Next();
        }
    }
    code = view->check(&appended, message);
    if (code != CLDB_OK) *more = false;
    return code;
}
