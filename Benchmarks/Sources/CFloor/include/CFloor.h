#ifndef CFLOOR_H
#define CFLOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What the machine can do: LevelDB's C++ API used directly and by hand, with the options, the keys and the value bytes
/// of Roost, but without a schema, a codec, transactions or checks.
typedef struct floor_store floor_store;

/// One record, already encoded. The bytes belong to the caller.
typedef struct {
    const char *token;
    size_t token_length;
    const char *refresh_token;
    size_t refresh_token_length;
    const char *user;
    size_t user_length;
    double updated;
    double expires;
    const char *json;
    size_t json_length;
} floor_session;

/// How many records an answer has, and a digest of the first eight bytes of their access tokens. With a factor of 1 the
/// digest does not depend on their order.
typedef struct {
    uint64_t count;
    uint64_t digest;
    uint64_t factor;
} floor_answer;

/// How values are compressed before LevelDB sees them.
typedef enum {
    /// Not at all.
    FLOOR_RAW,
    /// One Snappy block where that saves an eighth.
    FLOOR_SNAPPY_RULE,
} floor_payload;

typedef struct {
    bool compresses_blocks;
    floor_payload payload;
    /// The indexes are one unique index of refresh tokens instead of user, expiry and update.
    bool unique_index;
    /// No index at all.
    bool no_index;
} floor_options;

/// Opens the store in a folder. NULL when that fails; the reason is printed.
floor_store *floor_open(const char *path, floor_options options);
void floor_close(floor_store *store);
/// Rewrites all tables.
void floor_compact(floor_store *store);
/// LevelDB's version, as in 1.23.
const char *floor_version(void);
/// LevelDB's own table of levels and compactions. To be freed.
char *floor_statistics(floor_store *store);

// Every function below returns false when LevelDB failed or a record was not there.

/// Writes records as one batch.
bool floor_insert(floor_store *store, const floor_session *sessions, size_t count, bool sync);
/// Changes the update time of records, in one batch.
bool floor_touch(floor_store *store, const floor_session *sessions, size_t count, double updated, bool sync);
/// Deletes the records that expire before a time, in one batch.
bool floor_delete_expiring(floor_store *store, double before, bool sync, floor_answer *answer);

bool floor_get(floor_store *store, const floor_session *session, floor_answer *answer);
bool floor_get_unique(floor_store *store, const floor_session *session, floor_answer *answer);
bool floor_sessions_of_user(floor_store *store, const char *user, size_t length, floor_answer *answer);
bool floor_scan(floor_store *store, floor_answer *answer);
/// The expiry times in a range, in the order of the index, appended to `times`, which has room for `capacity`.
bool floor_expiries(
    floor_store *store, double lower, double upper, double *times, size_t capacity, floor_answer *answer);
bool floor_count(floor_store *store, double lower, double upper, floor_answer *answer);
/// Records by update time, latest first when `reverse`.
bool floor_by_update(floor_store *store, bool reverse, size_t offset, size_t limit, floor_answer *answer);
/// Records that expire in a range and whose user has a name.
bool floor_expiring_named(
    floor_store *store, double lower, double upper, const char *name, size_t name_length, floor_answer *answer);
/// Makes an iterator and destroys it.
void floor_empty_scope(floor_store *store);

#ifdef __cplusplus
}
#endif

#endif
