import Foundation
import RoostEngine

/// A primary key read back from its encoding without knowing the record type.
struct StoredKey {
    let component: any KeyComponent

    /// Decodes the key at the start of the bytes; nil when it cannot be read. One kind: a single component.
    init?(_ bytes: Span<UInt8>, kinds: [ComponentKind]) {
        guard kinds.count == 1, let kind = kinds.first else { return nil }
        var decoder = KeyDecoder([UInt8](bytes))
        do {
            component = try Self.decode(kind, from: &decoder)
        } catch {
            return nil
        }
    }

    private static func decode(_ kind: ComponentKind, from decoder: inout KeyDecoder) throws -> any KeyComponent {
        switch kind {
        case .bool: try Bool(from: &decoder)
        case .int8: try Int8(from: &decoder)
        case .int16: try Int16(from: &decoder)
        case .int32: try Int32(from: &decoder)
        case .int64: try Int(from: &decoder)
        case .uint8: try UInt8(from: &decoder)
        case .uint16: try UInt16(from: &decoder)
        case .uint32: try UInt32(from: &decoder)
        case .uint64: try UInt(from: &decoder)
        case .float32: try Float(from: &decoder)
        case .float64: try Double(from: &decoder)
        case .decimal: try Decimal(from: &decoder)
        case .date, .iso8601: try Date(from: &decoder)
        case .uuid: try UUID(from: &decoder)
        case .data: try Data(from: &decoder)
        case .string: try String(from: &decoder)
        case .folded: try decoder.readFoldedString()
        }
    }

    /// The length of the primary key at the start of an entry's value.
    static func length(in value: Span<UInt8>) throws -> Int {
        try KeyScanner.endOfComponent(in: value, from: 0, descending: false)
    }
}
