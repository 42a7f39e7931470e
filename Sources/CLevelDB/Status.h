// Translation of LevelDB's status values.

#ifndef ROOST_CLEVELDB_STATUS_H
#define ROOST_CLEVELDB_STATUS_H

#include <string>

#include "CLevelDB.h"
#include "leveldb/status.h"

namespace cldb {

// Never CLDB_NOT_FOUND, see means_absent.
cldb_code code_of(const leveldb::Status &status);

// Whether a read has found that there is no such key. LevelDB reports a table file that has vanished with the same code,
// which must not be taken for an absent key.
bool means_absent(const leveldb::Status &status);

// Stores a malloc'ed copy of `text` in *message.
cldb_code fail(cldb_code code, const std::string &text, char **message);

// CLDB_OK, or the code of `status` with its text in *message.
cldb_code report(const leveldb::Status &status, char **message);

}  // namespace cldb

#endif
