import Foundation
import RoostEngine

/// Where a page of a query ended, to go on with the next: see `Request.page(after:size:)`.
///
/// Its text is opaque, fits into URLs, and stays valid when the database is closed and opened again and whatever is
/// written meanwhile. It holds the values by which the last record is ordered and its primary key, so keep it from those
/// who must not see them.
public struct PageToken: Sendable, Hashable, LosslessStringConvertible {
    private static let version: UInt8 = 1

    let identity: UInt64
    let position: [UInt8]

    init(identity: UInt64, position: [UInt8]) {
        self.identity = identity
        self.position = position
    }

    /// Reads the text of a token; nil when it is none, or was damaged.
    public init?(_ description: String) {
        var text = description.replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: text), data.count >= 13, data.first == Self.version else { return nil }
        let bytes = [UInt8](data)
        var sum = CRC32C()
        let end = bytes.count - 4
        sum.add(bytes.span.extracting(0..<end))
        guard UInt64(sum.value) == bytes.span.bigEndian(at: end, byteCount: 4) else { return nil }
        identity = bytes.span.bigEndian(at: 1, byteCount: 8)
        position = Array(bytes[9..<end])
    }

    /// The text: letters, digits, `-` and `_`.
    public var description: String {
        var bytes = [Self.version]
        bytes.append(bigEndian: identity, byteCount: 8)
        bytes += position
        var sum = CRC32C()
        sum.add(bytes.span)
        bytes.append(bigEndian: UInt64(sum.value), byteCount: 4)
        return Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
}

extension PageToken: Codable {
    /// Reads the text of a token.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let token = PageToken(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no token of a page")
        }
        self = token
    }

    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A part of the answer of a query.
public struct Page<R: Sendable>: Sendable {
    /// The records, in order; at most as many as were asked for.
    public let records: [R]
    /// Where the next page begins; nil behind the last one.
    public let next: PageToken?
}
