package import CFloor
package import Foundation
package import Measuring

/// LevelDB by hand.
///
/// May cross threads: LevelDB is safe to use from any number of them, and `handle` is only closed when no one uses it
/// any more.
package final class FloorStore: SessionStore, @unchecked Sendable {
    package static let contender = Contender.floor

    let handle: OpaquePointer
    let syncs: Bool

    /// LevelDB failed, or a record that must be there is not.
    package struct Failure: Error {}

    package convenience init(at folder: URL, indexes: SessionIndexes, durability: StoreDurability) throws {
        let options = floor_options(
            compresses_blocks: true, payload: FLOOR_RAW, unique_index: indexes == .unique, no_index: false)
        try self.init(at: folder, options: options, syncs: durability == .full)
    }

    /// Opens a store with options of LevelDB.
    package init(at folder: URL, options: floor_options, syncs: Bool) throws {
        guard let handle = floor_open(folder.path, options) else { throw Failure() }
        self.handle = handle
        self.syncs = syncs
    }

    package func close() throws { floor_close(handle) }

    package func settle() throws { floor_compact(handle) }

    /// LevelDB's version.
    package static var version: String { String(cString: floor_version()) }

    /// LevelDB's table of levels and compactions.
    package var statistics: String {
        guard let text = floor_statistics(handle) else { return "" }
        defer { free(text) }
        return String(cString: text)
    }

    func check(_ success: Bool) throws {
        guard success else { throw Failure() }
    }

    @inline(__always)
    func answer(isOrdered: Bool = true, _ body: (inout floor_answer) -> Bool) throws -> Answer {
        var answer = floor_answer(count: 0, digest: 0, factor: isOrdered ? 31 : 1)
        try check(body(&answer))
        return Answer(answer)
    }
}
