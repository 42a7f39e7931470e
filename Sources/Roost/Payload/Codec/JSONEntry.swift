/// One value or member name of a scanned text. Entries stand in the order of the text: a container in front of what it
/// holds, a name in front of its value.
struct JSONEntry: BitwiseCopyable {
    enum Kind: UInt8 {
        case null, bool, number, string, name, array, object

        @inline(__always)
        var isContainer: Bool { rawValue >= Kind.array.rawValue }
    }

    var kind: Kind
    /// Of a string or name: whether it holds escapes. Of a number: whether it has a fraction or an exponent. Of a bool:
    /// its value. Of an object: whether it is read as a dictionary.
    var flag: Bool
    /// Of a number of at most 18 characters without an exponent: how many digits stand behind the point. Otherwise
    /// ``unread``.
    var fractionDigits: UInt8 = JSONEntry.unread
    /// Where the text begins; for strings and names behind the quote.
    var start: UInt32
    /// Of scalars and names: the number of bytes, without quotes. Of containers: the number of members or elements.
    var count: UInt32
    /// Of a container: the entry behind everything it holds, and while it is being scanned the container around it. Of
    /// a name: a part of its fingerprint.
    var link: UInt32
    /// Of an object: the entry of the name that is expected next.
    var cursor: UInt32
}

extension JSONEntry {
    static let unread: UInt8 = 255

    /// Of a number that was read while it was scanned: its digits as one integer, without the point.
    var mantissa: Int64 {
        @inline(__always) get { Int64(link) | Int64(cursor) &<< 32 }
        @inline(__always) set {
            link = UInt32(truncatingIfNeeded: newValue)
            cursor = UInt32(truncatingIfNeeded: newValue &>> 32)
        }
    }
}
