import Foundation
import RoostEngine

@testable import Roost

/// Foundation's JSON coders, with sorted keys, so that equal records are equal bytes.
struct FoundationPayloadCoder: PayloadCoder {
    func encode<T: Encodable>(_ value: T) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .deferredToDate
        encoder.dataEncodingStrategy = .base64
        return [UInt8](try encoder.encode(value))
    }

    func decode<T: Decodable>(_ type: T.Type, from json: Span<UInt8>) throws -> T {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .deferredToDate
        decoder.dataDecodingStrategy = .base64
        return try decoder.decode(type, from: json.withUnsafeBufferPointer { Data($0) })
    }
}
