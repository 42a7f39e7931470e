// Faults of the LevelDB that is linked, shown on LevelDB itself and without Roost. Tests only: this is the one place
// that takes a snapshot.

#ifndef ROOST_CLEVELDB_HAZARDS_H
#define ROOST_CLEVELDB_HAZARDS_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

// The version of the LevelDB headers, as 100 * major + minor.
int hazards_leveldb_version(void);

typedef enum hazards_view { HAZARDS_SNAPSHOT, HAZARDS_ITERATOR } hazards_view;

// Holds a view of a key while the key is overwritten many times, deleted and compacted away; lets go of the view, and
// compacts a neighbouring range. Returns 1 when the deleted key is back then, 0 when it is not, -1 when LevelDB failed.
// `path` must not exist yet.
int hazards_deleted_key_comes_back(const char *path, hazards_view view);

#ifdef __cplusplus
}
#endif

#endif
