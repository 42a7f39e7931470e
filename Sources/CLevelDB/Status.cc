#include "Status.h"

#include <cstdlib>
#include <cstring>

namespace cldb {

cldb_code code_of(const leveldb::Status &status) {
    if (status.ok()) return CLDB_OK;
    if (status.IsNotFound()) return CLDB_NOT_FOUND;
    if (status.IsCorruption()) return CLDB_CORRUPTION;
    if (status.IsInvalidArgument()) return CLDB_INVALID_ARGUMENT;
    if (status.IsNotSupportedError()) return CLDB_NOT_SUPPORTED;
    // LevelDB has no code of its own for a lock that is held; its text always begins like this.
    if (status.ToString().compare(0, 15, "IO error: lock ") == 0) return CLDB_LOCKED;
    return CLDB_IO_ERROR;
}

cldb_code fail(cldb_code code, const std::string &text, char **message) {
    if (message != nullptr) *message = strdup(text.c_str());
    return code;
}

cldb_code report(const leveldb::Status &status, char **message) {
    if (status.ok()) return CLDB_OK;
    return fail(code_of(status), status.ToString(), message);
}

}  // namespace cldb

void cldb_free(void *memory) { free(memory); }
