#include "Status.h"

#include <cstdlib>
#include <cstring>

namespace cldb {

cldb_code code_of(const leveldb::Status &status) {
    if (status.ok()) return CLDB_OK;
    if (status.IsCorruption()) return CLDB_CORRUPTION;
    if (status.IsInvalidArgument()) return CLDB_INVALID_ARGUMENT;
    if (status.IsNotSupportedError()) return CLDB_NOT_SUPPORTED;
    // LevelDB has no code of its own for a lock that is held; its text always begins like this.
    if (status.ToString().compare(0, 15, "IO error: lock ") == 0) return CLDB_LOCKED;
    // Includes "not found", which is how LevelDB reports a file that is missing.
    return CLDB_IO_ERROR;
}

bool means_absent(const leveldb::Status &status) {
    // The missing key comes without a text, a missing file with its path.
    return status.IsNotFound() && status.ToString() == "NotFound: ";
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
