import RoostEngine
import RoostEngineTesting

/// A write batch as a dictionary over a small set of keys.
struct BatchModel {
    enum Outcome: Equatable {
        case put([UInt8])
        case deleted
        case added([Int64])
    }

    /// Every key of up to three bytes of a small alphabet, the empty one included.
    static let plainKeys: [[UInt8]] = {
        let letters: [UInt8] = [0, 1, 2, 0xFF]
        let one = letters.map { [$0] }
        let two = one.flatMap { key in letters.map { key + [$0] } }
        let three = two.flatMap { key in letters.map { key + [$0] } }
        return [[]] + one + two + three
    }()

    static let counterKeys: [[UInt8]] = (UInt8(0)..<8).map { [0x80, $0] }

    static let keys = plainKeys + counterKeys

    private(set) var outcomes: [[UInt8]: Outcome] = [:]

    mutating func put(_ key: [UInt8], _ value: [UInt8]) { outcomes[key] = .put(value) }

    mutating func delete(_ key: [UInt8]) { outcomes[key] = .deleted }

    mutating func deleteRange(_ range: KeyRange) {
        for key in Self.keys where range.contains(key) { outcomes[key] = .deleted }
    }

    mutating func add(_ key: [UInt8], _ deltas: [Int64]) {
        switch outcomes[key] {
        case nil: outcomes[key] = .added(deltas)
        case .added(let sums): outcomes[key] = .added(Self.sum(sums, deltas))
        case .deleted: outcomes[key] = .put(Self.bytes(deltas))
        case .put(let value): outcomes[key] = .put(Self.bytes(Self.sum(Self.lanes(value), deltas)))
        }
    }

    mutating func merge(_ newer: BatchModel) {
        for (key, outcome) in newer.outcomes {
            if case .added(let deltas) = outcome { add(key, deltas) } else { outcomes[key] = outcome }
        }
    }

    /// What a store holds after the batch.
    func applied(to stored: [[UInt8]: [UInt8]]) -> [[UInt8]: [UInt8]] {
        var result = stored
        for (key, outcome) in outcomes {
            switch outcome {
            case .put(let value): result[key] = value
            case .deleted: result[key] = nil
            // An addition of nothing does not make a counter.
            case .added(let deltas) where deltas.allSatisfy { $0 == 0 }: break
            case .added(let deltas): result[key] = Self.bytes(Self.sum(Self.lanes(result[key] ?? []), deltas))
            }
        }
        return result
    }

    static func bytes(_ lanes: [Int64]) -> [UInt8] {
        lanes.flatMap { lane in withUnsafeBytes(of: lane.littleEndian) { Array($0) } }
    }

    static func lanes(_ bytes: [UInt8]) -> [Int64] {
        stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes.withUnsafeBytes {
                Int64(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: Int64.self))
            }
        }
    }

    private static func sum(_ lanes: [Int64], _ deltas: [Int64]) -> [Int64] {
        (0..<max(lanes.count, deltas.count)).map { lane in
            (lane < lanes.count ? lanes[lane] : 0) + (lane < deltas.count ? deltas[lane] : 0)
        }
    }
}

extension SeededGenerator {
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }

    mutating func value() -> [UInt8] {
        Array(repeating: UInt8.random(in: 0...9, using: &self), count: Int.random(in: 0...30, using: &self))
    }

    mutating func lanes() -> [Int64] {
        (0..<Int.random(in: 0...4, using: &self)).map { _ in Int64.random(in: -2...2, using: &self) }
    }

    mutating func range() -> KeyRange {
        let lower = pick(BatchModel.keys)
        return Bool.random(using: &self) && Bool.random(using: &self)
            ? KeyRange(prefix: lower) : KeyRange(lower: lower, upper: pick(BatchModel.keys))
    }

    /// Does one random thing to a batch and to its model.
    mutating func change(_ batch: WriteBatch, _ model: inout BatchModel, withCounters: Bool = true) {
        switch Int.random(in: 0..<40, using: &self) {
        case 0:
            let range = range()
            batch.deleteRange(range)
            model.deleteRange(range)
        case 1...10:
            let key = pick(BatchModel.keys)
            batch.delete(key)
            model.delete(key)
        case 11...16 where withCounters:
            let key = pick(BatchModel.counterKeys)
            let deltas = lanes()
            batch.add(key, deltas)
            model.add(key, deltas)
        case 17...18 where withCounters:
            let key = pick(BatchModel.counterKeys)
            let value = BatchModel.bytes(lanes())
            batch.put(key, value)
            model.put(key, value)
        default:
            let key = pick(BatchModel.plainKeys)
            let value = value()
            batch.put(key, value)
            model.put(key, value)
        }
    }
}
