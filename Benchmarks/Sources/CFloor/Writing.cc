#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "Keys.h"
#include "Store.h"
#include "leveldb/write_batch.h"

namespace {

using cfloor::Index;

leveldb::Slice no_value() { return leveldb::Slice(); }

void put(const floor_store *store, const floor_session &session, leveldb::WriteBatch *batch) {
    static thread_local std::string key, value;
    cfloor::record_key(&key, session.token, session.token_length);
    cfloor::pack(store, leveldb::Slice(session.json, session.json_length), &value);
    batch->Put(key, value);
    if (store->options.no_index) return;
    if (store->options.unique_index) {
        cfloor::begin(&key, Index::by_refresh_token);
        cfloor::append_text(&key, session.refresh_token, session.refresh_token_length);
        value.clear();
        cfloor::append_text(&value, session.token, session.token_length);
        batch->Put(key, value);
        return;
    }
    cfloor::user_key(&key, session.user, session.user_length, session.token, session.token_length);
    batch->Put(key, no_value());
    cfloor::time_key(&key, Index::by_expiry, session.expires, session.token, session.token_length);
    batch->Put(key, no_value());
    cfloor::time_key(&key, Index::by_update, session.updated, session.token, session.token_length);
    batch->Put(key, no_value());
}

// Where the text of a member's value stands in a record's JSON; empty when there is none.
leveldb::Slice member(const leveldb::Slice &json, const char *name, char end) {
    const void *found = memmem(json.data(), json.size(), name, strlen(name));
    if (found == nullptr) return leveldb::Slice();
    const char *start = static_cast<const char *>(found) + strlen(name);
    const void *stop = memchr(start, end, json.data() + json.size() - start);
    if (stop == nullptr) return leveldb::Slice();
    return leveldb::Slice(start, static_cast<const char *>(stop) - start);
}

double number(const leveldb::Slice &text) { return text.empty() ? 0 : strtod(text.data(), nullptr); }

bool touch(floor_store *store, const floor_session &session, double updated, leveldb::WriteBatch *batch) {
    static thread_local std::string key, stored, buffer, changed, value;
    cfloor::record_key(&key, session.token, session.token_length);
    leveldb::Slice json;
    if (!cfloor::check(store->db->Get(cfloor::reading(), key, &stored))) return false;
    if (!cfloor::unpack(store, stored, &buffer, &json)) return false;
    const leveldb::Slice old = member(json, "\"updatedAt\":", ',');
    if (old.empty()) return false;
    char digits[32];
    const int length = snprintf(digits, sizeof digits, "%.3f", updated);
    changed.assign(json.data(), old.data() - json.data());
    changed.append(digits, length);
    changed.append(old.data() + old.size(), json.data() + json.size() - (old.data() + old.size()));
    cfloor::pack(store, changed, &value);
    batch->Put(key, value);
    cfloor::time_key(&key, Index::by_update, number(old), session.token, session.token_length);
    batch->Delete(key);
    cfloor::time_key(&key, Index::by_update, updated, session.token, session.token_length);
    batch->Put(key, no_value());
    return true;
}

// Deletes a record and its entries in the usual three indexes.
void remove(const leveldb::Slice &json, const leveldb::Slice &primary_key, leveldb::WriteBatch *batch) {
    static thread_local std::string key;
    const auto remove_key = [&](Index index, auto append_component) {
        cfloor::begin(&key, index);
        append_component();
        key.append(primary_key.data(), primary_key.size());
        batch->Delete(key);
    };
    const leveldb::Slice user = member(json, "\"user\":{\"id\":\"", '"');
    remove_key(Index::records, [] {});
    remove_key(Index::by_user, [&] { cfloor::append_text(&key, user.data(), user.size()); });
    remove_key(Index::by_expiry, [&] { cfloor::append_time(&key, number(member(json, "\"expiresAt\":", '}'))); });
    remove_key(Index::by_update, [&] { cfloor::append_time(&key, number(member(json, "\"updatedAt\":", ','))); });
}

}  // namespace

bool floor_insert(floor_store *store, const floor_session *sessions, size_t count, bool sync) {
    leveldb::WriteBatch batch;
    for (size_t i = 0; i < count; ++i) put(store, sessions[i], &batch);
    return cfloor::check(store->db->Write(cfloor::writing(sync), &batch));
}

bool floor_touch(floor_store *store, const floor_session *sessions, size_t count, double updated, bool sync) {
    leveldb::WriteBatch batch;
    for (size_t i = 0; i < count; ++i) {
        if (!touch(store, sessions[i], updated + static_cast<double>(i), &batch)) return false;
    }
    return cfloor::check(store->db->Write(cfloor::writing(sync), &batch));
}

bool floor_delete_expiring(floor_store *store, double before, bool sync, floor_answer *answer) {
    leveldb::WriteBatch batch;
    std::unique_ptr<leveldb::Iterator> entries(store->db->NewIterator(cfloor::reading()));
    std::string start, end, key, stored, buffer;
    cfloor::begin(&start, Index::by_expiry);
    end = start;
    cfloor::append_time(&end, before);
    for (entries->Seek(start); entries->Valid() && entries->key().compare(end) < 0; entries->Next()) {
        cfloor::record_key_of(&key, entries->key(), cfloor::prefix_length + cfloor::time_length);
        leveldb::Slice json;
        if (!cfloor::check(store->db->Get(cfloor::reading(), key, &stored))) return false;
        if (!cfloor::unpack(store, stored, &buffer, &json)) return false;
        if (!cfloor::add_record(store, stored, answer)) return false;
        remove(json, leveldb::Slice(key.data() + cfloor::prefix_length, key.size() - cfloor::prefix_length), &batch);
    }
    if (!cfloor::check(entries->status())) return false;
    return cfloor::check(store->db->Write(cfloor::writing(sync), &batch));
}
