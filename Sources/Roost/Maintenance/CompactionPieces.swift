import RoostEngine

/// Parts ranges of keys into pieces of about the same size, by what the engine estimates.
///
/// The engine is asked again for each piece, because others write meanwhile.
struct CompactionPieces: Sendable {
    /// The most guesses at the end of a piece, more than a key has bits: each halves the interval in which the end lies, so
    /// that a key of 40 bytes takes some 320 of them, and a guess costs the engine microseconds.
    private static let guessLimit = 16_384

    let store: any OrderedStore
    /// The bytes that a piece should not exceed. It does where the keys around its end agree in so many bytes that no
    /// guess falls between them.
    let bytes: UInt64

    /// The first piece of a range, and what is left behind it.
    func first(of range: KeyRange) throws -> (piece: KeyRange, rest: KeyRange?) {
        guard !range.isEmpty, try size(from: range.lower, to: range.upper) > bytes else { return (range, nil) }
        // Up to `low` it is not too much, up to `high` it is.
        var (low, high) = (range.lower, range.upper)
        var lowSize: UInt64 = 0
        for _ in 0..<Self.guessLimit {
            guard lowSize <= bytes / 2, let middle = ByteOrder.middle(low, high) else { break }
            let size = try size(from: range.lower, to: middle)
            if size <= bytes { (low, lowSize) = (middle, size) } else { high = middle }
        }
        // An empty piece would bring nothing forward.
        guard let end = lowSize > 0 ? low : high, end != range.upper else { return (range, nil) }
        return (KeyRange(lower: range.lower, upper: end), KeyRange(lower: end, upper: range.upper))
    }

    private func size(from lower: [UInt8], to upper: [UInt8]?) throws -> UInt64 {
        try store.approximateSizes(of: [KeyRange(lower: lower, upper: upper)]).first ?? 0
    }
}

extension ByteOrder {
    /// A key between two others, about in the middle; nil where they agree in too many bytes for one to be found. No
    /// upper key stands for one above all.
    static func middle(_ lower: [UInt8], _ upper: [UInt8]?) -> [UInt8]? {
        let width = 8
        var common = 0
        if let upper {
            while common < lower.count, common < upper.count, lower[common] == upper[common] { common += 1 }
        }
        func window(of key: [UInt8]) -> UInt64 {
            (0..<width).reduce(0) { $0 << 8 | UInt64(common + $1 < key.count ? key[common + $1] : 0) }
        }
        let low = window(of: lower)
        let high = upper.map(window) ?? .max
        guard high > low, high - low > 1 else { return nil }
        let middle = low + (high - low) / 2
        return lower.prefix(common) + middle.bigEndianBytes
    }
}
