#include "FolderFile.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace cldb {

namespace {

// 0 once what was written is on disk, -1 with errno.
int sync_file(int file) {
#ifdef F_FULLFSYNC
    // fsync alone leaves it in the drive's memory.
    if (fcntl(file, F_FULLFSYNC) == 0) return 0;
#endif
#ifdef __linux__
    return fdatasync(file);
#else
    return fsync(file);
#endif
}

}  // namespace

leveldb::Status failed_call(const std::string &file, int error) {
    if (error == ENOENT) return leveldb::Status::NotFound(file, std::strerror(error));
    return leveldb::Status::IOError(file, std::strerror(error));
}

FolderFile::FolderFile(int file, int folder, const std::string &path, bool syncs_folder)
    : file_(file), folder_(folder), path_(path), syncs_folder_(syncs_folder) {}

FolderFile::~FolderFile() {
    if (file_ >= 0) Close();
}

leveldb::Status FolderFile::Append(const leveldb::Slice &data) {
    const char *rest = data.data();
    size_t size = data.size();
    const size_t fitting = std::min(size, kBufferSize - buffered_);
    std::memcpy(buffer_ + buffered_, rest, fitting);
    buffered_ += fitting;
    rest += fitting;
    size -= fitting;
    if (size == 0) return leveldb::Status::OK();
    leveldb::Status status = flush_buffer();
    if (!status.ok()) return status;
    if (size >= kBufferSize) return write(rest, size);
    std::memcpy(buffer_, rest, size);
    buffered_ = size;
    return leveldb::Status::OK();
}

leveldb::Status FolderFile::Close() {
    leveldb::Status status = flush_buffer();
    if (close(file_) != 0 && status.ok()) status = failed_call(path_, errno);
    file_ = -1;
    return status;
}

leveldb::Status FolderFile::Flush() { return flush_buffer(); }

leveldb::Status FolderFile::Sync() {
    if (syncs_folder_ && sync_file(folder_) != 0) return failed_call(path_, errno);
    leveldb::Status status = flush_buffer();
    if (!status.ok()) return status;
    return sync_file(file_) == 0 ? leveldb::Status::OK() : failed_call(path_, errno);
}

leveldb::Status FolderFile::flush_buffer() {
    leveldb::Status status = write(buffer_, buffered_);
    buffered_ = 0;
    return status;
}

leveldb::Status FolderFile::write(const char *data, size_t size) {
    while (size > 0) {
        const ssize_t count = ::write(file_, data, size);
        if (count < 0) {
            if (errno == EINTR) continue;
            return failed_call(path_, errno);
        }
        data += count;
        size -= static_cast<size_t>(count);
    }
    return leveldb::Status::OK();
}

}  // namespace cldb
