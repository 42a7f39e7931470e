/// The first byte of every key component. The order of the tags is the order of the kinds.
enum KeyTag {
    /// Closes a tuple. Lower than every tag, so that a shorter tuple sorts before a longer one.
    static let tupleEnd: UInt8 = 0x00
    static let null: UInt8 = 0x02
    /// Never stored: the lower bound of ranges that leave null out.
    static let afterNull: UInt8 = 0x03
    static let `false`: UInt8 = 0x04
    static let `true`: UInt8 = 0x05
    /// An integer's tag is `zero` plus or minus its number of magnitude bytes, `0C` to `1C`.
    static let integerLowest: UInt8 = 0x0C
    static let integerZero: UInt8 = 0x14
    static let integerHighest: UInt8 = 0x1C
    static let double: UInt8 = 0x21
    static let decimal: UInt8 = 0x24
    static let date: UInt8 = 0x28
    static let uuid: UInt8 = 0x30
    static let data: UInt8 = 0x40
    static let string: UInt8 = 0x44
    static let folded: UInt8 = 0x46
    static let tuple: UInt8 = 0x50
}

/// How bytes of any value stand inside data, strings and folded strings: a zero byte is followed by `escapedZero`,
/// and the text ends with a zero byte followed by `terminator`.
///
/// A lone zero as terminator would sort complemented keys wrongly.
enum KeyText {
    static let zero: UInt8 = 0x00
    static let terminator: UInt8 = 0x01
    static let escapedZero: UInt8 = 0xFF
}

extension ComponentKind {
    /// The most bytes of a component of this kind, where that is little.
    var keyWidth: Int? {
        switch self {
        case .bool: 1
        case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64, .float32, .float64, .date, .iso8601: 9
        case .uuid: 17
        case .decimal: DecimalKey.width
        case .data, .string, .folded: nil
        }
    }
}
