/// Which Swift values say that there is no value.
///
/// There is one spelling of a known absence in the store, and a nil that is stored becomes it. So it does not matter by
/// which type it was stored and by which it is read.
enum KnownAbsence {
    /// Whether a value is nil, or an optional around one that is.
    static func isNil<V>(_ value: V) -> Bool {
        (value as? any Nilable)?.isNil ?? false
    }

    /// What an optional type has for an absence; nil for a type that has nothing for it.
    static func value<V>(of type: V.Type) -> V? {
        ((type as? any Nilable.Type)?.absence as? Absence<V>)?.value
    }
}

/// A nil of one type. Apart, because a cast of an optional looks into it, and returns another nil of several.
private struct Absence<V> {
    let value: V
}

private protocol Nilable {
    /// Of this type.
    static var absence: Any { get }
    var isNil: Bool { get }
}

extension Optional: Nilable {
    fileprivate static var absence: Any { Absence<Wrapped?>(value: nil) }

    fileprivate var isNil: Bool {
        switch self {
        case nil: true
        case let wrapped?: KnownAbsence.isNil(wrapped)
        }
    }
}
