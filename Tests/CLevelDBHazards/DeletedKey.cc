#include <memory>
#include <string>

#include "CLevelDBHazards.h"
#include "leveldb/db.h"

int hazards_leveldb_version(void) { return 100 * leveldb::kMajorVersion + leveldb::kMinorVersion; }

int hazards_deleted_key_comes_back(const char *path, hazards_view view) {
    leveldb::Options options;
    options.create_if_missing = true;
    options.compression = leveldb::kNoCompression;
    options.max_file_size = 1 << 20;
    leveldb::DB *opened = nullptr;
    if (!leveldb::DB::Open(options, path, &opened).ok()) return -1;
    const std::unique_ptr<leveldb::DB> db(opened);

    const leveldb::WriteOptions write;
    db->Put(write, "a", "a");
    db->Put(write, "z", "z");
    db->Put(write, "m", "old");
    const leveldb::Snapshot *snapshot = nullptr;
    std::unique_ptr<leveldb::Iterator> iterator;
    if (view == HAZARDS_SNAPSHOT) {
        snapshot = db->GetSnapshot();
    } else {
        iterator.reset(db->NewIterator(leveldb::ReadOptions()));
    }
    const std::string value(1024, 'x');
    for (int i = 0; i < 6000; i++) db->Put(write, "m", value);
    db->Delete(write, "m");
    // The first compaction may leave newer versions of the key in a level above the older ones, the second does not.
    db->CompactRange(nullptr, nullptr);
    db->CompactRange(nullptr, nullptr);
    if (snapshot != nullptr) db->ReleaseSnapshot(snapshot);
    iterator.reset();

    std::string found;
    if (!db->Get(leveldb::ReadOptions(), "m", &found).IsNotFound()) return 1;
    db->Put(write, "b", "b");
    const leveldb::Slice first("b");
    const leveldb::Slice last("c");
    db->CompactRange(&first, &last);
    return db->Get(leveldb::ReadOptions(), "m", &found).IsNotFound() ? 0 : 1;
}
