import Foundation
import Roost

/// What a table holds, and what becomes of it in a statement: keys are judged by what the statement leaves.
struct StatementModel {
    /// What is wrong with a statement at one position.
    struct Fault: Hashable, Comparable {
        let position: Int
        /// The unique index; nil for the primary key.
        let index: String?

        static func < (a: Fault, b: Fault) -> Bool {
            (a.position, a.index ?? "") < (b.position, b.index ?? "")
        }
    }

    /// A record of the statement with its unique values, and the positions at which it came to have them; -1 for before the
    /// statement.
    private struct Entry {
        var item: StatementItem
        var since: [String: Int] = [:]
        /// Whether the record is there, and not only what it keeps others from having.
        var isThere = true
    }

    let expires: Bool
    /// By primary key.
    private(set) var items: [Int: StatementItem] = [:]
    private var entries: [Int: Entry] = [:]
    /// What records that could not move have kept.
    private var stranded: [Entry] = []
    private var faults: [Fault] = []

    init(expires: Bool) { self.expires = expires }

    var byID: [StatementItem] { items.values.sorted { $0.id < $1.id } }

    /// Runs one statement: nothing changes when there are faults.
    mutating func statement(_ body: (inout StatementModel) -> Void) -> [Fault] {
        entries = items.mapValues { item in
            Entry(item: item, since: Self.values(of: item).mapValues { _ in -1 })
        }
        stranded = []
        faults = []
        body(&self)
        judgeUnique()
        if faults.isEmpty {
            items = entries.values.map(\.item).filter { !isExpired($0) }.reduce(into: [:]) { $0[$1.id] = $1 }
        }
        return faults.sorted()
    }

    func item(_ id: Int) -> StatementItem? {
        entries[id].flatMap { isExpired($0.item) ? nil : $0.item }
    }

    mutating func put(_ item: StatementItem, at position: Int) {
        write(item, over: entries[item.id], at: position)
    }

    mutating func add(_ item: StatementItem, at position: Int) {
        guard self.item(item.id) == nil else { return faults.append(Fault(position: position, index: nil)) }
        write(item, over: entries[item.id], at: position)
    }

    /// Writes changed records, each over the one with its former key; keys are taken over when all have left theirs.
    mutating func move(_ changes: [(former: Int, item: StatementItem)]) {
        let before = changes.map { entries[$0.former] }
        for (former, item) in changes where item.id != former { entries[former] = nil }
        for (position, change) in changes.enumerated() where change.item.id == change.former {
            write(change.item, over: before[position], at: position)
        }
        for (position, change) in changes.enumerated() where change.item.id != change.former {
            guard self.item(change.item.id) == nil else {
                faults.append(Fault(position: position, index: nil))
                strand(before[position], change.item)
                continue
            }
            write(change.item, over: before[position], at: position)
        }
    }

    private mutating func write(_ item: StatementItem, over old: Entry?, at position: Int) {
        var entry = Entry(item: item)
        let had = old.map { isExpired($0.item) ? [:] : Self.values(of: $0.item) } ?? [:]
        for (index, value) in Self.values(of: item) {
            entry.since[index] = had[index] == value ? old?.since[index] ?? position : position
        }
        entries[item.id] = entry
    }

    /// Keeps the values that a record would have taken along.
    private mutating func strand(_ old: Entry?, _ item: StatementItem) {
        guard var entry = old else { return }
        let wanted = Self.values(of: item)
        entry.since = entry.since.filter { wanted[$0.key] == Self.values(of: entry.item)[$0.key] }
        entry.isThere = false
        stranded.append(entry)
    }

    /// Of those that have one value, the one that has had it longest keeps it.
    private mutating func judgeUnique() {
        var claims: [String: [Int]] = [:]
        for entry in Array(entries.values) + stranded where !isExpired(entry.item) {
            let values = Self.values(of: entry.item)
            for (index, since) in entry.since { claims["\(index)=\(values[index] ?? "")", default: []].append(since) }
        }
        for (key, positions) in claims {
            let index = String(key.prefix { $0 != "=" })
            faults += positions.sorted().dropFirst().map { Fault(position: $0, index: index) }
        }
    }

    private func isExpired(_ item: StatementItem) -> Bool {
        expires && item.until.map { $0 <= TestClock.start } ?? false
    }

    private static func values(of item: StatementItem) -> [String: String] {
        var values: [String: String] = [:]
        values["e"] = item.e.map { "\($0)" }
        values["f"] = item.f
        return values
    }
}
