/// What a key component holds, and how the stored JSON spells it.
///
/// The raw names are stored in the catalog, so that index entries can be extracted from a record without its Swift
/// type. `Int` is ``int64`` and `UInt` is ``uint64``.
public enum ComponentKind: String, Sendable, Codable, Hashable, CaseIterable {
    /// `true` or `false`.
    case bool
    /// A JSON number without fraction, in the range of `Int8`.
    case int8
    /// A JSON number without fraction, in the range of `Int16`.
    case int16
    /// A JSON number without fraction, in the range of `Int32`.
    case int32
    /// A JSON number without fraction, in the range of `Int64`.
    case int64
    /// A JSON number without fraction, in the range of `UInt8`.
    case uint8
    /// A JSON number without fraction, in the range of `UInt16`.
    case uint16
    /// A JSON number without fraction, in the range of `UInt32`.
    case uint32
    /// A JSON number without fraction, in the range of `UInt64`.
    case uint64
    /// A JSON number, rounded to `Float`.
    case float32
    /// A JSON number, rounded to `Double`.
    case float64
    /// A JSON number with all its digits, as `Decimal` has them.
    case decimal
    /// A JSON number: seconds since 2001-01-01 00:00:00 UTC.
    case date
    /// A JSON string with a date in ISO 8601, such as `2024-02-29T12:30:00Z`.
    case iso8601
    /// A JSON string of 36 characters, such as `E621E1F8-C36C-495A-93FC-0C247A3E6E5F`.
    case uuid
    /// A JSON string in Base64.
    case data
    /// A JSON string, ordered by its NFC UTF-8 bytes.
    case string
    /// A JSON string, ordered by the NFC UTF-8 bytes of its Unicode full case folding.
    case folded
}
