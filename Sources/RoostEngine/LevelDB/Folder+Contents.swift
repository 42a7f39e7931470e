extension Folder {
    /// The file that makes a folder a store.
    private static let current = "CURRENT"

    /// Sees that the folder holds a store, or that one can be created in it, without touching anything.
    func checkContents(creating: Bool) throws(EngineError) {
        guard !holds(Self.current) else { return }
        if creating {
            try checkCreatable()
        } else {
            // Files of a store without CURRENT are more than no store.
            if let file = try names().first(where: { Self.isNumbered($0) && !Self.harmless.contains($0) }) {
                throw incomplete(file)
            }
            throw Self.noStore(path)
        }
    }

    static func noStore(_ path: String) -> EngineError {
        EngineError(.invalidArgument, "there is no store", path: path)
    }

    /// Sees that a store can be created in the folder without harm to what is there.
    ///
    /// LevelDB would delete files with names like its own, and nobody expects a store among their documents. So a folder
    /// without a store has to be empty, but for what file systems and desktops put everywhere, and for what a process
    /// left that died while it created a store: there is no record in it yet.
    private func checkCreatable() throws(EngineError) {
        let names = try names().filter { !Self.harmless.contains($0) }.sorted()
        // Another process may have created the store meanwhile.
        guard let first = names.first, !holds(Self.current) else { return }
        if let file = names.first(where: Self.isNumbered) { throw incomplete(file) }
        let others = names.count > 1 ? " and \(names.count - 1) more" : ""
        throw EngineError(
            .invalidArgument, "the folder is no store and not empty: it holds \(first)\(others)", path: path)
    }

    private func incomplete(_ file: String) -> EngineError {
        EngineError(
            .corruption, "the folder has files of a store, such as \(file), but the file CURRENT is missing", path: path
        )
    }

    /// Those a process left that died while it created a store are harmless, too.
    private static let harmless: Set<String> = [
        FolderLock.fileName, "LOCK", "lost+found", ".DS_Store", "MANIFEST-000001", "000001.dbtmp",
    ]

    /// Whether LevelDB or Roost would take a file for its own.
    static func isStoreFile(_ name: String) -> Bool {
        [current, "LOCK", "LOG", "LOG.old", FolderLock.fileName].contains(name) || isNumbered(name)
    }

    /// Whether LevelDB would take a file for one of those that it numbers.
    private static func isNumbered(_ name: String) -> Bool {
        if name.hasPrefix("MANIFEST-") { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && UInt64(parts[0]) != nil && ["log", "ldb", "sst", "dbtmp"].contains(parts[1])
    }
}
