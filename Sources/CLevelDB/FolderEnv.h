#ifndef ROOST_CLEVELDB_FOLDER_ENV_H
#define ROOST_CLEVELDB_FOLDER_ENV_H

#include <string>

#include "leveldb/env.h"

namespace cldb {

// Creates, renames and removes the files of one folder, relative to a descriptor of it: whatever its path leads to by then,
// they are in the folder that was opened. Every file it creates is new, never what a link of that name points to, and only
// its owner may read and write it, whatever the umask of the process.
//
// What is there already is read by its path: it has been checked when the folder was opened, and nobody else can put
// anything into the folder.
class FolderEnv final : public leveldb::EnvWrapper {
   public:
    // REQUIRES: `folder` stays open for as long as this lives, and `path` is how LevelDB is told to open it.
    FolderEnv(leveldb::Env *base, int folder, const std::string &path);

    leveldb::Status NewWritableFile(const std::string &file, leveldb::WritableFile **result) override;
    leveldb::Status NewAppendableFile(const std::string &file, leveldb::WritableFile **result) override;
    leveldb::Status NewLogger(const std::string &file, leveldb::Logger **result) override;
    leveldb::Status RemoveFile(const std::string &file) override;
    leveldb::Status RenameFile(const std::string &from, const std::string &to) override;
    leveldb::Status LockFile(const std::string &file, leveldb::FileLock **lock) override;

   private:
    // The name within the folder; null for a file that is not in it.
    const char *name(const std::string &file) const;
    // A descriptor of a file that did not exist; -1 with errno.
    int create(const char *name, int flags) const;
    leveldb::Status create_unless_there(const std::string &file) const;

    const int folder_;
    const std::string prefix_;
};

}  // namespace cldb

#endif
