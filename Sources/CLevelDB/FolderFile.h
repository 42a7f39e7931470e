#ifndef ROOST_CLEVELDB_FOLDER_FILE_H
#define ROOST_CLEVELDB_FOLDER_FILE_H

#include <cstddef>
#include <string>

#include "leveldb/env.h"

namespace cldb {

// What a call of the operating system that failed is reported as: by the file, in LevelDB's own form.
leveldb::Status failed_call(const std::string &file, int error);

// A file that is written from its beginning to its end, through a buffer.
class FolderFile final : public leveldb::WritableFile {
   public:
    // Takes over `file`. `syncs_folder` makes the folder durable with the file, so that the names of the files that a
    // manifest speaks of are on disk before it.
    FolderFile(int file, int folder, const std::string &path, bool syncs_folder);
    ~FolderFile() override;

    leveldb::Status Append(const leveldb::Slice &data) override;
    leveldb::Status Close() override;
    leveldb::Status Flush() override;
    leveldb::Status Sync() override;

   private:
    static constexpr size_t kBufferSize = 64 << 10;

    leveldb::Status flush_buffer();
    leveldb::Status write(const char *data, size_t size);

    char buffer_[kBufferSize];
    size_t buffered_ = 0;
    int file_;
    const int folder_;
    const std::string path_;
    const bool syncs_folder_;
};

}  // namespace cldb

#endif
