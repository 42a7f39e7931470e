#pragma once

#include <cstring>
#include <string>

#include "CFloor.h"
#include "leveldb/slice.h"

// Keys of the shape and the length of Roost's: table, index, components with a tag each, primary key.
namespace cfloor {

enum Index : char { records = 1, by_user = 16, by_expiry = 17, by_update = 18, by_refresh_token = 19 };

inline void begin(std::string *key, Index index) {
    key->clear();
    key->push_back(16);
    key->push_back(index);
}

inline void append_text(std::string *key, const char *text, size_t length) {
    key->push_back(0x44);
    key->append(text, length);
    key->append("\0\1", 2);
}

inline void append_time(std::string *key, double time) {
    uint64_t bits;
    memcpy(&bits, &time, sizeof bits);
    bits = bits >> 63 ? ~bits : bits | uint64_t{1} << 63;
    bits = __builtin_bswap64(bits);
    key->push_back(0x28);
    key->append(reinterpret_cast<const char *>(&bits), sizeof bits);
}

inline double read_time(const char *component) {
    uint64_t bits;
    memcpy(&bits, component + 1, sizeof bits);
    bits = __builtin_bswap64(bits);
    bits = bits >> 63 ? bits & ~(uint64_t{1} << 63) : ~bits;
    double time;
    memcpy(&time, &bits, sizeof time);
    return time;
}

// Bytes before the components of a key.
constexpr size_t prefix_length = 2;
// Bytes of a time component.
constexpr size_t time_length = 9;

inline void record_key(std::string *key, const char *token, size_t length) {
    begin(key, records);
    append_text(key, token, length);
}

inline void time_key(std::string *key, Index index, double time, const char *token, size_t length) {
    begin(key, index);
    append_time(key, time);
    append_text(key, token, length);
}

inline void user_key(std::string *key, const char *user, size_t length, const char *token, size_t token_length) {
    begin(key, by_user);
    append_text(key, user, length);
    append_text(key, token, token_length);
}

// The record that an index key names, given where the primary key begins in it.
inline void record_key_of(std::string *key, const leveldb::Slice &index_key, size_t primary_key) {
    begin(key, records);
    key->append(index_key.data() + primary_key, index_key.size() - primary_key);
}

}  // namespace cfloor
