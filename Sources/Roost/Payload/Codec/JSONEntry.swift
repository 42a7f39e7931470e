/// One value or member name of a scanned text. Entries stand in the order of the text: a container in front of what it
/// holds, a name in front of its value.
struct JSONEntry: BitwiseCopyable {
    enum Kind: UInt8 {
        case null, bool, number, string, array, object, name
    }

    var kind: Kind
    /// Of a string or name: whether it holds escapes. Of a number: whether it has a fraction or an exponent. Of a bool:
    /// its value.
    var flag: Bool
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
