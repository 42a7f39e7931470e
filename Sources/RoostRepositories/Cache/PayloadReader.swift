import Foundation
import Roost

/// Makes a Swift value of an entry's stored value.
protocol PayloadReading: Sendable {
    func payload(
        _ coding: CacheCoding?, in container: KeyedDecodingContainer<CacheEntry.CodingKeys>
    ) throws -> CachePayload
}

/// How ``CacheEntry`` reads values at the moment.
///
/// An entry is one record type whatever its value is, and `init(from:)` has no parameters: so whoever reads an entry
/// tells by a task-local value, for the length of the synchronous call, which type it wants. The value is then decoded in
/// the same pass as the rest, straight from the stored JSON.
enum PayloadReader {
    @TaskLocal static var current: (any PayloadReading)?
}

/// Reads a value of one type.
struct ValueReader<V: Decodable & Sendable>: PayloadReading {
    func payload(
        _ coding: CacheCoding?, in container: KeyedDecodingContainer<CacheEntry.CodingKeys>
    ) throws -> CachePayload {
        let isBytes = V.self == Data.self || V.self == [UInt8].self
        switch coding {
        case .absent:
            return .absent
        case .text, .base64:
            guard isBytes else { return wrongType("it is bytes") }
            if coding == .text {
                let bytes = [UInt8](try container.decode(String.self, forKey: .data).utf8)
                return V.self == Data.self ? .decoded(Data(bytes)) : .decoded(bytes)
            }
            let data = try container.decode(Data.self, forKey: .data)
            return V.self == Data.self ? .decoded(data) : .decoded([UInt8](data))
        case nil:
            guard !isBytes else { return wrongType("it is a value and no bytes") }
            do {
                let value = try container.decode(V.self, forKey: .data)
                return KnownAbsence.isNil(value) ? .absent : .decoded(value)
            } catch {
                // Of a type of its own that is written as null. For all others that is no value.
                if (try? container.decodeNil(forKey: .data)) == true { return .absent }
                return wrongType("it does not decode as that", error)
            }
        }
    }

    private func wrongType(_ reason: String, _ error: (any Error)? = nil) -> CachePayload {
        .unreadable(
            CacheError(
                .wrongType, "the cached value is no \(V.self): \(reason)",
                underlying: error.map { RoostError.redacted($0) }))
    }
}
