import Crypto
import Roost

/// A key as it is stored.
///
/// The primary key of a table has at most 768 bytes. A key of up to ``plainBytes`` is stored as it is; a longer one as
/// its first bytes, as many as fit into ``plainBytes``, `#`, and the SHA-256 of the whole. So the two kinds differ in
/// length and never meet, and a prefix of the key is a prefix of what is stored, up to ``prefixBytes``. The whole of a
/// long key stands beside the value.
///
/// Bytes are those of NFC, by which Roost compares strings, and a NUL counts as two, as it does in a primary key.
struct CacheKey: Sendable {
    static let plainBytes = 720
    /// The shortest that the readable part of a long key can be: a scalar has up to four bytes.
    static let prefixBytes = plainBytes - 3

    /// The key as it was given.
    let text: String
    let stored: String
    /// The whole key, where that is not what is stored.
    let long: String?
    /// The key in NFC. What is equal has the same bytes: they can be hashed in a time that is linear in their number,
    /// which strings of combining marks cannot.
    let normalized: String

    init(_ key: String) {
        text = key
        normalized = UnicodeText.normalized(key)
        if Self.byteCount(of: normalized) <= Self.plainBytes {
            stored = key
            long = nil
        } else {
            stored = Self.head(of: normalized, bytes: Self.plainBytes) + "#" + Self.digest(of: normalized)
            long = key
        }
    }

    /// Whether what is stored is only a part of the key.
    static func isPartial(_ stored: String) -> Bool {
        stored.utf8.count > plainBytes / 2 && byteCount(of: stored) > plainBytes
    }

    static func byteCount(of normalized: String) -> Int {
        normalized.utf8.reduce(0) { $0 + ($1 == 0 ? 2 : 1) }
    }

    /// As many whole scalars as fit.
    static func head(of normalized: String, bytes: Int) -> String {
        var left = bytes
        var head = String.UnicodeScalarView()
        for scalar in normalized.unicodeScalars {
            left -= scalar.value == 0 ? 2 : UTF8.width(scalar)
            if left < 0 { break }
            head.append(scalar)
        }
        return String(head)
    }

    private static func digest(of normalized: String) -> String {
        Base64URL.encode(Array(SHA256.hash(data: Array(normalized.utf8))))
    }
}

/// A prefix of keys, as `remove(prefix:)` looks for it.
struct CacheKeyPrefix {
    let normalized: String
    /// What the stored form of every such key starts with.
    let stored: String
    /// Whether the stored form does not tell: the whole key has to be looked at.
    let isLong: Bool

    init(_ prefix: String) {
        normalized = UnicodeText.normalized(prefix)
        isLong = CacheKey.byteCount(of: normalized) > CacheKey.prefixBytes
        stored = isLong ? CacheKey.head(of: normalized, bytes: CacheKey.prefixBytes) : normalized
    }

    func matches(_ key: String) -> Bool {
        UnicodeText.normalized(key).utf8.starts(with: normalized.utf8)
    }

    func matches(_ key: [UInt8]) -> Bool {
        key.starts(with: normalized.utf8)
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x10000 ? 3 : 4
    }
}
