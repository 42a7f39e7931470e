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
    /// Of a number whose ``fractionDigits`` are known: its number of bytes.
    var shortLength: UInt8 = 0
    /// Where the text begins; for strings and names behind the quote.
    var start: UInt32
    /// Of a container: the entry behind everything it holds, and while it is being scanned the container around it. Of
    /// a name: a part of its fingerprint.
    var link: UInt32
    /// Of an object that has been scanned: the entry of the name that is expected next. See ``length`` and
    /// ``elementCount`` for the others.
    var cursor: UInt32
}

/// 16 bytes, because there may be an entry for every two bytes of the text.
extension JSONEntry {
    static let unread: UInt8 = 255

    /// Of a string, a name or a number that was not read while it was scanned: the number of bytes, without quotes.
    var length: UInt32 {
        @inline(__always) get { cursor }
        @inline(__always) set { cursor = newValue }
    }

    /// Of an array, and of an object while it is being scanned: the number of elements or members.
    var elementCount: UInt32 {
        @inline(__always) get { cursor }
        @inline(__always) set { cursor = newValue }
    }

    /// Of any number: its number of bytes.
    var numberLength: UInt32 {
        @inline(__always) get { fractionDigits == JSONEntry.unread ? length : UInt32(shortLength) }
    }

    /// Of a number that was read while it was scanned: its digits as one integer, without the point.
    var mantissa: Int64 {
        @inline(__always) get { Int64(link) | Int64(cursor) &<< 32 }
        @inline(__always) set {
            link = UInt32(truncatingIfNeeded: newValue)
            cursor = UInt32(truncatingIfNeeded: newValue &>> 32)
        }
    }
}
