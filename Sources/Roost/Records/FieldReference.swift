/// A field as conditions, orders and indexes see it: where it stands in the stored JSON and how it becomes a key.
public struct FieldReference: Sendable, Hashable {
    let path: JSONPath
    let kind: ComponentKind
    let isNullable: Bool
    let isEach: Bool
    /// The encoded component of a record that lacks the path; nil when that is null.
    let defaultComponent: [UInt8]?
    /// Set when the declared default is itself no key, such as NaN: declarations cannot throw, opening does.
    let defaultIsInvalid: Bool

    /// The field path as declared, joined by dots.
    public var name: String { path.segments.joined(separator: ".") }

    init<V: KeyComponent>(path: JSONPath, type: V.Type, isEach: Bool, default: V?) {
        self.path = path
        self.kind = V.componentKind
        self.isNullable = V.isNullable
        self.isEach = isEach
        var component: [UInt8]?
        var isInvalid = false
        if let value = `default` {
            var encoder = KeyEncoder()
            do {
                try value.encode(into: &encoder)
                component = encoder.bytes
            } catch {
                isInvalid = true
            }
        }
        self.defaultComponent = component
        self.defaultIsInvalid = isInvalid
    }

    init(path: JSONPath, kind: ComponentKind, isNullable: Bool, isEach: Bool, defaultComponent: [UInt8]?) {
        self.path = path
        self.kind = kind
        self.isNullable = isNullable
        self.isEach = isEach
        self.defaultComponent = defaultComponent
        self.defaultIsInvalid = false
    }
}

extension FieldReference {
    /// The same string field, compared without case.
    var folded: FieldReference {
        FieldReference(
            path: path, kind: .folded, isNullable: isNullable, isEach: isEach,
            defaultComponent: defaultComponent.flatMap { try? Self.folding($0) })
    }

    /// A string component as a case-folded one; null stays null.
    static func folding(_ component: [UInt8]) throws -> [UInt8] {
        guard component != [KeyTag.null] else { return component }
        var decoder = KeyDecoder(component)
        return foldedComponent(try String(from: &decoder))
    }

    /// A string as a case-folded component.
    static func foldedComponent(_ string: String) -> [UInt8] {
        var encoder = KeyEncoder()
        encoder.appendFoldedString(string)
        return encoder.bytes
    }
}
