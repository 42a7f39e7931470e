/// A value found in JSON text: what it is and where it stands.
struct JSONValue: Sendable, Hashable {
    enum Kind: Sendable {
        case null, bool, number, string, array, object
    }

    var kind: Kind
    /// From the value's first byte to behind its last; quotes and brackets belong to it.
    var range: Range<Int>
}
