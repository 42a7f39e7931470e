import Foundation
import Roost

/// A random verb that writes several records, for a transaction and for the model.
enum RandomStatement {
    case put([StatementItem])
    case add([StatementItem])
    case bulkUpdate([(key: Int, e: Int?, f: String?, note: Int)])
    case modify(Selection, Mapping)
    /// With typed changes.
    case shift(Selection, by: Int, note: Int)
    case update(Int, StatementItem)
    case upsert(StatementItem)

    /// The records that a statement changes, and in which order.
    struct Selection {
        let ids: ClosedRange<Int>
        let isReversed: Bool

        func of(_ items: [StatementItem]) -> [StatementItem] {
            let some = items.filter { ids.contains($0.id) }
            return isReversed ? some.reversed() : some
        }
    }

    /// What becomes of records: other keys and other values for some.
    struct Mapping {
        let keys: [Int: Int]
        let e: [Int: Int?]
        let f: [Int: String?]

        func change(_ item: inout StatementItem) {
            let id = item.id
            if let e = e[id] { item.e = e }
            if let f = f[id] { item.f = f }
            item.note += 1
            if let key = keys[id] { item.id = key }
        }
    }

    static func random(using generator: inout some RandomNumberGenerator) -> RandomStatement {
        func items(_ generator: inout some RandomNumberGenerator) -> [StatementItem] {
            (0..<Int.random(in: 1...7, using: &generator)).map { _ in .random(using: &generator) }
        }
        switch Int.random(in: 0..<12, using: &generator) {
        case 0..<3: return .put(items(&generator))
        case 3: return .add(items(&generator))
        case 4, 5:
            return .bulkUpdate(
                items(&generator).map { (key: $0.id, e: $0.e, f: $0.f, note: $0.note) })
        case 6..<9: return .modify(selection(using: &generator), mapping(using: &generator))
        case 9:
            return .shift(
                selection(using: &generator), by: .random(in: -2...2, using: &generator),
                note: .random(in: 0...1, using: &generator))
        case 10: return .update(.random(in: 1...7, using: &generator), .random(using: &generator))
        default: return .upsert(.random(using: &generator))
        }
    }

    private static func selection(using generator: inout some RandomNumberGenerator) -> Selection {
        let first = Int.random(in: -2...5, using: &generator)
        return Selection(
            ids: first...(first + Int.random(in: 0...9, using: &generator)),
            isReversed: Bool.random(using: &generator))
    }

    /// Often a permutation, sometimes none.
    private static func mapping(using generator: inout some RandomNumberGenerator) -> Mapping {
        let ids = Array(1...7)
        let shuffled = ids.shuffled(using: &generator)
        var keys: [Int: Int] = [:]
        for (id, other) in zip(ids, shuffled) where Bool.random(using: &generator) { keys[id] = other }
        if Bool.random(using: &generator) { keys = Dictionary(uniqueKeysWithValues: zip(ids, shuffled)) }
        var e: [Int: Int?] = [:]
        var f: [Int: String?] = [:]
        for id in ids where Int.random(in: 0..<3, using: &generator) == 0 {
            e[id] = .some(StatementItem.randomE(using: &generator))
            f[id] = .some(StatementItem.randomF(using: &generator))
        }
        return Mapping(keys: keys, e: e, f: f)
    }

    func run(on records: Records<StatementItem, Database>) throws {
        switch self {
        case .put(let items): try records.bulkPut(items)
        case .add(let items): try records.bulkAdd(items)
        case .bulkUpdate(let updates):
            try records.bulkUpdate(
                updates.map { update in
                    (
                        key: update.key,
                        changes: [.set(\.e, to: update.e), .set(\.f, to: update.f), .set(\.note, to: update.note)]
                    )
                })
        case .modify(let selection, let mapping):
            try query(selection, on: records).modify { mapping.change(&$0) }
        case .shift(let selection, let step, let note):
            try query(selection, on: records).modify(.increment(\.id, by: step), .increment(\.note, by: note))
        case .update(let id, let item): try records.update(id) { $0 = item }
        case .upsert(let item): try records.upsert(item) { $0.e = item.e }
        }
    }

    private func query(
        _ selection: Selection, on records: Records<StatementItem, Database>
    ) -> Request<StatementItem, Database> {
        let query = records.where(\.id).between(selection.ids.lowerBound, selection.ids.upperBound, includeUpper: true)
            .orderBy(\.id)
        return selection.isReversed ? query.reverse() : query
    }

    func run(on model: inout StatementModel) -> [StatementModel.Fault] {
        let before = model.byID
        return model.statement { model in
            switch self {
            case .put(let items): for (position, item) in items.enumerated() { model.put(item, at: position) }
            case .add(let items): for (position, item) in items.enumerated() { model.add(item, at: position) }
            case .bulkUpdate(let updates):
                for (position, update) in updates.enumerated() {
                    guard var item = model.item(update.key) else { continue }
                    (item.e, item.f, item.note) = (update.e, update.f, update.note)
                    model.put(item, at: position)
                }
            case .modify(let selection, let mapping): model.move(selection.of(before), mapping.change)
            case .shift(let selection, let step, let note):
                model.move(selection.of(before)) { item in
                    item.id += step
                    item.note += note
                }
            case .update(let id, let item): model.move(before.filter { $0.id == id }) { $0 = item }
            case .upsert(let item):
                guard model.item(item.id) != nil else { return model.add(item, at: 0) }
                model.move(before.filter { $0.id == item.id }) { $0.e = item.e }
            }
        }
    }
}

extension StatementModel {
    mutating func move(_ items: [StatementItem], _ change: (inout StatementItem) -> Void) {
        move(
            items.map { item in
                var changed = item
                change(&changed)
                return (former: item.id, item: changed)
            })
    }
}
