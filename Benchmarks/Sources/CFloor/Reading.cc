#include <cstring>

#include "Keys.h"
#include "Store.h"

namespace {

using cfloor::Index;
using Entries = std::unique_ptr<leveldb::Iterator>;

Entries make_iterator(floor_store *store) { return Entries(store->db->NewIterator(cfloor::reading())); }

// The record that an index key names, with the value in `stored`.
bool fetch(floor_store *store, const leveldb::Slice &index_key, size_t primary_key, std::string *stored) {
    static thread_local std::string key;
    cfloor::record_key_of(&key, index_key, primary_key);
    return cfloor::check(store->db->Get(cfloor::reading(), key, stored));
}

// Calls `visit` with each entry of the expiry index in a range, until it returns false.
template <typename Visit>
bool each_expiring(floor_store *store, double lower, double upper, Visit visit) {
    std::string start, end;
    cfloor::begin(&start, Index::by_expiry);
    end = start;
    cfloor::append_time(&start, lower);
    cfloor::append_time(&end, upper);
    const Entries entries = make_iterator(store);
    for (entries->Seek(start); entries->Valid() && entries->key().compare(end) < 0; entries->Next()) {
        if (!visit(entries->key())) return false;
    }
    return cfloor::check(entries->status());
}

}  // namespace

bool floor_get(floor_store *store, const floor_session *session, floor_answer *answer) {
    static thread_local std::string key, stored;
    cfloor::record_key(&key, session->token, session->token_length);
    if (!cfloor::check(store->db->Get(cfloor::reading(), key, &stored))) return false;
    return cfloor::add_record(store, stored, answer);
}

bool floor_get_unique(floor_store *store, const floor_session *session, floor_answer *answer) {
    static thread_local std::string key, primary_key, stored;
    cfloor::begin(&key, Index::by_refresh_token);
    cfloor::append_text(&key, session->refresh_token, session->refresh_token_length);
    if (!cfloor::check(store->db->Get(cfloor::reading(), key, &primary_key))) return false;
    if (!fetch(store, primary_key, 0, &stored)) return false;
    return cfloor::add_record(store, stored, answer);
}

bool floor_sessions_of_user(floor_store *store, const char *user, size_t length, floor_answer *answer) {
    std::string prefix, stored;
    cfloor::begin(&prefix, Index::by_user);
    cfloor::append_text(&prefix, user, length);
    const Entries entries = make_iterator(store);
    for (entries->Seek(prefix); entries->Valid() && entries->key().starts_with(prefix); entries->Next()) {
        if (!fetch(store, entries->key(), prefix.size(), &stored)) return false;
        if (!cfloor::add_record(store, stored, answer)) return false;
    }
    return cfloor::check(entries->status());
}

bool floor_scan(floor_store *store, floor_answer *answer) {
    std::string prefix;
    cfloor::begin(&prefix, Index::records);
    const Entries entries = make_iterator(store);
    for (entries->Seek(prefix); entries->Valid() && entries->key().starts_with(prefix); entries->Next()) {
        if (!cfloor::add_record(store, entries->value(), answer)) return false;
    }
    return cfloor::check(entries->status());
}

bool floor_expiries(
    floor_store *store, double lower, double upper, double *times, size_t capacity, floor_answer *answer) {
    return each_expiring(store, lower, upper, [&](const leveldb::Slice &key) {
        if (answer->count == capacity) return false;
        times[answer->count++] = cfloor::read_time(key.data() + cfloor::prefix_length);
        return true;
    });
}

bool floor_count(floor_store *store, double lower, double upper, floor_answer *answer) {
    return each_expiring(store, lower, upper, [&](const leveldb::Slice &) {
        answer->count += 1;
        return true;
    });
}

bool floor_by_update(floor_store *store, bool reverse, size_t offset, size_t limit, floor_answer *answer) {
    std::string prefix, after, stored;
    cfloor::begin(&prefix, Index::by_update);
    after = prefix;
    after.back() += 1;
    const Entries entries = make_iterator(store);
    if (reverse) {
        entries->Seek(after);
        if (entries->Valid()) entries->Prev();
        else entries->SeekToLast();
    } else {
        entries->Seek(prefix);
    }
    for (size_t skipped = 0; entries->Valid() && entries->key().starts_with(prefix) && answer->count < limit;) {
        if (skipped < offset) {
            skipped += 1;
        } else {
            if (!fetch(store, entries->key(), cfloor::prefix_length + cfloor::time_length, &stored)) return false;
            if (!cfloor::add_record(store, stored, answer)) return false;
        }
        if (reverse) entries->Prev();
        else entries->Next();
    }
    return cfloor::check(entries->status());
}

bool floor_expiring_named(
    floor_store *store, double lower, double upper, const char *name, size_t name_length, floor_answer *answer) {
    std::string member = "\"name\":\"", stored, buffer;
    member.append(name, name_length);
    member.push_back('"');
    return each_expiring(store, lower, upper, [&](const leveldb::Slice &key) {
        leveldb::Slice json;
        if (!fetch(store, key, cfloor::prefix_length + cfloor::time_length, &stored)) return false;
        if (!cfloor::unpack(store, stored, &buffer, &json)) return false;
        if (memmem(json.data(), json.size(), member.data(), member.size()) == nullptr) return true;
        return cfloor::add_record(store, stored, answer);
    });
}

void floor_empty_scope(floor_store *store) { make_iterator(store); }
