import Foundation

/// Of each priority, a moment before which no entry was last read, as far as is known.
///
/// Evicting takes entries from the front of an index, and LevelDB walks over what was deleted there until it compacts:
/// after a million evictions each search from the front would take a third of a second. So a search begins here.
final class EvictionMarks: Sendable {
    private let marks = CacheLocked<[CachePriority: Date]>([:])

    subscript(priority: CachePriority) -> Date {
        marks.withLock { $0[priority] ?? .distantPast }
    }

    /// Everything of the priority that was read before the moment is evicted.
    func raise(_ priority: CachePriority, to date: Date) {
        marks.withLock { $0[priority] = date }
    }

    /// An entry has this moment as its access time.
    func lower(_ priority: CachePriority, to date: Date) {
        marks.withLock { marks in
            if let mark = marks[priority], date < mark { marks[priority] = date }
        }
    }

    /// Entries of any priority have this moment or later ones as their access times.
    func lowerAll(to date: Date) {
        marks.withLock { marks in
            for (priority, mark) in marks where date < mark { marks[priority] = date }
        }
    }

    /// Forgets everything; true when there was something to forget.
    func reset() -> Bool {
        marks.withLock { marks in
            defer { marks = [:] }
            return !marks.isEmpty
        }
    }
}
