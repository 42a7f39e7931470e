import Contenders
import Foundation
import Measuring
import Sessions

/// The stores of one run, each in a folder of its own, opened as a workload wants them.
final class StoreSet {
    static let types: [any SessionStore.Type] = Contender.allCases.compactMap(\.storeType)

    private let folder: URL
    private let dataset: Dataset
    private var open: [any SessionStore] = []
    private var durability = StoreDurability.relaxed
    private var isLoaded = false

    init(folder: URL, dataset: Dataset) {
        self.folder = folder
        self.dataset = dataset
    }

    /// A new folder for one contender's store.
    func makeFolder(_ name: String, _ contender: Contender) throws -> URL {
        let url = place(name, contender)
        try? FileManager.default.removeItem(at: url)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    /// The stores with all sessions of the dataset, opened with a durability.
    func loaded(_ durability: StoreDurability = .relaxed) throws -> [any SessionStore] {
        if !isLoaded {
            for type in Self.types {
                let store = try type.init(
                    at: try makeFolder("loaded", type.contender), indexes: .usual, durability: .relaxed)
                try load(store)
                try store.close()
            }
            isLoaded = true
        }
        if open.isEmpty || self.durability != durability {
            try close()
            self.durability = durability
            open = try Self.types.map { type in
                try type.init(at: place("loaded", type.contender), indexes: .usual, durability: durability)
            }
        }
        return open
    }

    /// Opens one loaded store anew. REQUIRES: ``close()`` before.
    func reopen(_ type: any SessionStore.Type) throws -> any SessionStore {
        try type.init(at: place("loaded", type.contender), indexes: .usual, durability: .relaxed)
    }

    /// New stores with a unique index, with all sessions of the dataset.
    func unique() throws -> [any SessionStore] {
        try Self.types.map { type in
            let folder = try makeFolder("unique", type.contender)
            let store = try type.init(at: folder, indexes: .unique, durability: .relaxed)
            try load(store)
            return store
        }
    }

    func close() throws {
        for store in open { try store.close() }
        open = []
    }

    /// Writes all sessions of the dataset in batches and settles the files.
    private func load(_ store: any SessionStore) throws {
        for batch in dataset.batches { try store.insert(batch) }
        try store.settle()
    }

    private func place(_ name: String, _ contender: Contender) -> URL {
        folder.appendingPathComponent(name).appendingPathComponent(contender.rawValue)
    }
}

extension Dataset {
    /// The loaded sessions by the thousand.
    var batches: [ArraySlice<SessionItem>] {
        stride(from: 0, to: count, by: 1_000).map { items[$0..<min($0 + 1_000, count)] }
    }
}
