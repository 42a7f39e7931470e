#include "FolderEnv.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "FolderFile.h"

namespace cldb {

namespace {

constexpr mode_t kPrivate = S_IRUSR | S_IWUSR;

leveldb::Status not_in_folder(const std::string &file) {
    return leveldb::Status::InvalidArgument(file, "not in the store's folder");
}

}  // namespace

FolderEnv::FolderEnv(leveldb::Env *base, int folder, const std::string &path)
    : EnvWrapper(base), folder_(folder), prefix_(path + "/") {}

const char *FolderEnv::name(const std::string &file) const {
    if (file.compare(0, prefix_.size(), prefix_) != 0) return nullptr;
    const char *const name = file.c_str() + prefix_.size();
    return *name == '\0' || std::strchr(name, '/') != nullptr ? nullptr : name;
}

int FolderEnv::create(const char *name, int flags) const {
    const int file = openat(folder_, name, flags | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kPrivate);
    // The umask may have taken from it what the owner needs.
    if (file >= 0 && fchmod(file, kPrivate) != 0) {
        const int error = errno;
        close(file);
        errno = error;
        return -1;
    }
    return file;
}

leveldb::Status FolderEnv::create_unless_there(const std::string &file) const {
    const char *const name = this->name(file);
    if (name == nullptr) return not_in_folder(file);
    const int created = create(name, O_RDWR);
    if (created < 0) return errno == EEXIST ? leveldb::Status::OK() : failed_call(file, errno);
    close(created);
    return leveldb::Status::OK();
}

leveldb::Status FolderEnv::NewWritableFile(const std::string &file, leveldb::WritableFile **result) {
    *result = nullptr;
    const char *const name = this->name(file);
    if (name == nullptr) return not_in_folder(file);
    int created = create(name, O_WRONLY);
    // What has the name goes, be it a link or a pipe, and is not written to.
    if (created < 0 && errno == EEXIST) {
        if (unlinkat(folder_, name, 0) != 0 && errno != ENOENT) return failed_call(file, errno);
        created = create(name, O_WRONLY);
    }
    if (created < 0) return failed_call(file, errno);
    *result = new FolderFile(created, folder_, file, std::strncmp(name, "MANIFEST", 8) == 0);
    return leveldb::Status::OK();
}

leveldb::Status FolderEnv::NewAppendableFile(const std::string &file, leveldb::WritableFile **result) {
    *result = nullptr;
    leveldb::Status status = create_unless_there(file);
    if (!status.ok()) return status;
    const char *const name = this->name(file);
    const int opened = openat(folder_, name, O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (opened < 0) return failed_call(file, errno);
    *result = new FolderFile(opened, folder_, file, std::strncmp(name, "MANIFEST", 8) == 0);
    return leveldb::Status::OK();
}

leveldb::Status FolderEnv::NewLogger(const std::string &file, leveldb::Logger **result) {
    *result = nullptr;
    leveldb::Status status = create_unless_there(file);
    return status.ok() ? target()->NewLogger(file, result) : status;
}

leveldb::Status FolderEnv::RemoveFile(const std::string &file) {
    const char *const name = this->name(file);
    if (name == nullptr) return not_in_folder(file);
    return unlinkat(folder_, name, 0) == 0 ? leveldb::Status::OK() : failed_call(file, errno);
}

leveldb::Status FolderEnv::RenameFile(const std::string &from, const std::string &to) {
    const char *const old_name = name(from);
    const char *const new_name = name(to);
    if (old_name == nullptr || new_name == nullptr) return not_in_folder(from);
    return renameat(folder_, old_name, folder_, new_name) == 0 ? leveldb::Status::OK() : failed_call(from, errno);
}

leveldb::Status FolderEnv::LockFile(const std::string &file, leveldb::FileLock **lock) {
    *lock = nullptr;
    // A file that is there is not opened here: closing it again would take the lock from whoever has it in this process.
    leveldb::Status status = create_unless_there(file);
    return status.ok() ? target()->LockFile(file, lock) : status;
}

}  // namespace cldb
