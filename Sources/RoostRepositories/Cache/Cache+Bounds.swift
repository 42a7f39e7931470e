import Roost

/// What a client can make long, or many.
extension Cache {
    /// The key of an entry that is to be stored.
    ///
    /// Its length is looked at first, so that a text too long for any key costs nothing. All that keys need is done here,
    /// before others have to wait.
    func newKey(_ text: String, _ tags: [String]) throws -> CacheKey {
        guard let key = possibleKey(text) else {
            throw CacheError(
                .keyTooLong, "a key of \(text.utf8.count) bytes; at most \(options.maxKeyBytes)", table: table.name)
        }
        guard tags.count <= options.maxTags else {
            throw CacheError(
                .tooManyTags, "\(tags.count) tags of one entry; at most \(options.maxTags)", table: table.name)
        }
        for tag in tags where tag.utf8.count > options.maxTagBytes {
            throw CacheError(
                .tagTooLong, "a tag of \(tag.utf8.count) bytes; at most \(options.maxTagBytes)", table: table.name)
        }
        return key
    }

    /// The key that there may be an entry under; nil where no entry can have it.
    func possibleKey(_ text: String) -> CacheKey? {
        text.utf8.count <= options.maxKeyBytes ? CacheKey(text) : nil
    }

    /// The keys that there may be entries under, each once.
    func distinctKeys(_ texts: some Sequence<String>) -> [CacheKey] {
        var seen: Set<[UInt8]> = []
        return texts.compactMap(possibleKey).filter { seen.insert(Array($0.normalized.utf8)).inserted }
    }
}
