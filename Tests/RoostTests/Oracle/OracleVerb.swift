import Roost

/// One random statement, for a transaction and for the model. Both return the number of records it was about.
enum OracleVerb {
    case put([OracleItem])
    case add([OracleItem])
    case delete(Int)
    case setRank(Int, Int)
    case move(Int, Int)
    case swapCodes(Int, Int)
    case modify(OracleQuery, rank: Int)
    case recode(OracleQuery, String?)
    case deleteMatching(OracleQuery)
    case clear

    static func random(using generator: inout some RandomNumberGenerator) -> OracleVerb {
        func id(_ generator: inout some RandomNumberGenerator) -> Int { .random(in: -3...20, using: &generator) }
        switch Int.random(in: 0..<60, using: &generator) / 3 {
        case 0 where Int.random(in: 0..<20, using: &generator) == 0: return .clear
        case 0..<6: return .put([.random(using: &generator)])
        case 6..<8: return .put((0..<Int.random(in: 1...6, using: &generator)).map { _ in .random(using: &generator) })
        case 8: return .put(crowd(using: &generator))
        case 9: return .add([.random(using: &generator)])
        case 10: return .add((0..<Int.random(in: 1...3, using: &generator)).map { _ in .random(using: &generator) })
        case 11..<13: return .delete(id(&generator))
        case 13: return .setRank(id(&generator), .random(in: -2...2, using: &generator))
        case 14: return .move(id(&generator), id(&generator))
        case 15: return .swapCodes(id(&generator), id(&generator))
        case 16, 17: return .modify(.random(using: &generator), rank: .random(in: -2...2, using: &generator))
        case 18: return .recode(.random(using: &generator), OracleItem.codes.randomElement(using: &generator) ?? nil)
        default: return .deleteMatching(.random(using: &generator))
        }
    }

    /// Few records, each several times and with few codes, so that unique values are claimed, freed and swapped.
    private static func crowd(using generator: inout some RandomNumberGenerator) -> [OracleItem] {
        (0..<Int.random(in: 3...8, using: &generator)).map { _ in
            var item = OracleItem.random(id: .random(in: 0...3, using: &generator), using: &generator)
            item.code = ["k1", "k2", "k3", "k4"].randomElement(using: &generator)
            return item
        }
    }

    var text: String {
        switch self {
        case .put(let items): "put \(items)"
        case .add(let items): "add \(items)"
        case .delete(let id): "delete \(id)"
        case .setRank(let id, let rank): "update \(id) rank \(rank)"
        case .move(let id, let to): "update \(id) id \(to)"
        case .swapCodes(let a, let b): "swap codes \(a) \(b)"
        case .modify(let query, let rank): "modify \(query.text) rank \(rank)"
        case .recode(let query, let code): "modify \(query.text) code \(code ?? "nil")"
        case .deleteMatching(let query): "delete \(query.text)"
        case .clear: "clear"
        }
    }

    func apply(to tx: WriteTransaction) throws -> Int {
        let items = tx[OracleItem.self]
        switch self {
        case .put(let records):
            if records.count == 1 { _ = try items.put(records[0]) } else { _ = try items.bulkPut(records) }
            return records.count
        case .add(let records):
            if records.count == 1 { _ = try items.add(records[0]) } else { _ = try items.bulkAdd(records) }
            return records.count
        case .delete(let id): return try items.delete(id) ? 1 : 0
        case .setRank(let id, let rank): return try items.update(id, .set(\.rank, to: rank)) ? 1 : 0
        case .move(let id, let to): return try items.update(id) { $0.id = to } ? 1 : 0
        case .swapCodes(let a, let b):
            guard a != b, var first = try items.get(a), var second = try items.get(b) else { return 0 }
            swap(&first.code, &second.code)
            return try items.bulkPut([first, second]).count
        case .modify(let query, let rank): return try tx.query(query.unlimited).modify { $0.rank = rank }
        case .recode(let query, let code): return try tx.query(query.unlimited).modify(.set(\.code, to: code))
        case .deleteMatching(let query): return try tx.query(query.unlimited).delete()
        case .clear:
            try items.clear()
            return 0
        }
    }

    func apply(to model: inout OracleModel) throws -> Int {
        switch self {
        case .put(let records):
            try model.write(records, replacing: true)
            return records.count
        case .add(let records):
            try model.write(records, replacing: false)
            return records.count
        case .delete(let id): return model.delete(id) ? 1 : 0
        case .setRank(let id, let rank): return try model.modify({ $0.id == id }) { $0.rank = rank }
        case .move(let id, let to): return try model.modify({ $0.id == id }) { $0.id = to }
        case .swapCodes(let a, let b):
            guard a != b, var first = model.items[a], var second = model.items[b] else { return 0 }
            swap(&first.code, &second.code)
            try model.write([first, second], replacing: true)
            return 2
        case .modify(let query, let rank): return try model.modify(query.isMatch) { $0.rank = rank }
        case .recode(let query, let code): return try model.modify(query.isMatch) { $0.code = code }
        case .deleteMatching(let query): return model.delete(query.isMatch)
        case .clear:
            model.clear()
            return 0
        }
    }
}

extension OracleQuery {
    /// The query for all that match: which records a limit without an order takes is not defined.
    var unlimited: Query<OracleItem> { query.offset(0).limit(.max) }
}
