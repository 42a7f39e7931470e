package import CFloor
package import Foundation
package import Sessions

extension FloorStore {
    package func insert(_ items: ArraySlice<SessionItem>) throws {
        try insert(raw: items.map(\.raw))
    }

    /// Writes records of any kind as one batch.
    package func insert(raw: [floor_session]) throws {
        try check(floor_insert(handle, raw, raw.count, syncs))
    }

    package func insert(_ item: SessionItem) throws {
        var raw = item.raw
        try check(floor_insert(handle, &raw, 1, syncs))
    }

    package func touch(_ item: SessionItem, at time: Date) throws {
        var raw = item.raw
        try check(floor_touch(handle, &raw, 1, time.timeIntervalSinceReferenceDate, syncs))
    }

    package func touch(_ items: ArraySlice<SessionItem>, at time: Date) throws {
        let raw = items.map(\.raw)
        try check(floor_touch(handle, raw, raw.count, time.timeIntervalSinceReferenceDate, syncs))
    }

    package func deleteExpiring(before time: Date) throws -> Int {
        try answer { floor_delete_expiring(handle, time.timeIntervalSinceReferenceDate, syncs, &$0) }.count
    }
}
