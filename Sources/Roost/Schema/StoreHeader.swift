import Foundation
import RoostEngine

/// The first row of a store: its format, its identity, and whether it was closed cleanly.
struct StoreHeader: Sendable, Equatable {
    /// The format this code reads and writes.
    static let currentFormat: UInt8 = 1

    var storeID: UUID
    /// Grows at every open that does not follow a clean close, so that (epoch, commit sequence) never repeats.
    var epoch: UInt64
    var isClean: Bool

    /// Format byte, 16 bytes of store id, epoch as 8 bytes most significant first, 1 when closed cleanly.
    var bytes: [UInt8] {
        var bytes: [UInt8] = [Self.currentFormat]
        bytes += storeID.bytes
        bytes += epoch.bigEndianBytes
        bytes.append(isClean ? 1 : 0)
        return bytes
    }

    init(storeID: UUID, epoch: UInt64, isClean: Bool) {
        self.storeID = storeID
        self.epoch = epoch
        self.isClean = isClean
    }

    init(_ bytes: Span<UInt8>) throws {
        guard bytes.count > 0 else { throw RoostError(.corruption, "the store header is empty") }
        guard bytes[0] <= Self.currentFormat else {
            throw RoostError(
                .unsupportedFormat,
                "the store has format \(bytes[0]); this version of Roost reads formats up to \(Self.currentFormat)")
        }
        guard bytes[0] == Self.currentFormat, bytes.count == 26, bytes[25] <= 1,
            let epoch = UInt64(bigEndianBytes: bytes.extracting(17..<25))
        else { throw RoostError(.corruption, "the store header is damaged") }
        self.storeID = UUID(bytes: bytes.extracting(1..<17))
        self.epoch = epoch
        self.isClean = bytes[25] == 1
    }
}

extension UUID {
    var bytes: [UInt8] {
        let u = uuid
        return [
            u.0, u.1, u.2, u.3, u.4, u.5, u.6, u.7, u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15,
        ]
    }

    /// REQUIRES: 16 bytes.
    init(bytes b: Span<UInt8>) {
        self.init(
            uuid: (
                b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]
            ))
    }
}
