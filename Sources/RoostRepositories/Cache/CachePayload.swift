import Foundation

/// What the stored `data` of an entry is, where it is not the JSON of a value.
enum CacheCoding: String, Codable {
    case text
    case base64
    case absent
}

/// The value of an entry, on its way into the store or out of it.
enum CachePayload: Sendable {
    /// To be stored: a value that becomes JSON.
    case encodable(any Encodable & Sendable)
    /// To be stored: bytes that are UTF-8.
    case text(String)
    /// To be stored: other bytes.
    case base64(Data)
    /// It is known that there is no value.
    case absent
    /// Read without looking at the value.
    case unread
    /// Read as the type that was asked for.
    case decoded(any Sendable)
    /// There is a value, of another type.
    case unreadable(CacheError)

    /// A nil, however deep it is wrapped, is a known absence.
    init<V: Encodable & Sendable>(_ value: V) {
        if KnownAbsence.isNil(value) {
            self = .absent
            return
        }
        // The type is compared, because casts between arrays look at elements.
        if V.self == Data.self, let data = value as? Data {
            self.init(bytes: [UInt8](data))
        } else if V.self == [UInt8].self, let bytes = value as? [UInt8] {
            self.init(bytes: bytes)
        } else {
            self = .encodable(value)
        }
    }

    /// Bytes become a JSON string. As text they stay readable and can be compressed, which Base64 cannot; as Base64 they
    /// grow by a third, which text with much to escape exceeds.
    private init(bytes: [UInt8]) {
        var escapes = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x08, 0x09, 0x0A, 0x0C, 0x0D: escapes += 1
            case ..<0x20: escapes += 5
            default: break
            }
        }
        if escapes <= bytes.count / 3, let text = String(validating: bytes, as: UTF8.self) {
            self = .text(text)
        } else {
            self = .base64(Data(bytes))
        }
    }
}
