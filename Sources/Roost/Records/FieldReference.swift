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
    /// How the JSON spells a date; nil where it is a number, and for other fields.
    let dateText: DateText?
    /// What confirms the path; nil for a field that was read from the catalog, which is confirmed.
    private(set) var probe: FieldProbe?

    /// The field path as declared, joined by dots.
    public var name: String { path.segments.joined(separator: ".") }

    init<V: KeyComponent>(path: JSONPath, type: V.Type, isEach: Bool, default: V?, as dateText: DateText? = nil) {
        self.path = path
        self.kind = dateText == nil ? V.componentKind : .iso8601
        self.dateText = dateText
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
        self.dateText = nil
    }
}

extension FieldReference {
    /// A probe is no part of what a field is.
    public static func == (a: FieldReference, b: FieldReference) -> Bool {
        a.kind == b.kind && a.isEach == b.isEach && a.isNullable == b.isNullable && a.path == b.path
            && a.defaultComponent == b.defaultComponent && a.defaultIsInvalid == b.defaultIsInvalid
    }

    /// A probe is no part of what a field is.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(kind)
        hasher.combine(isEach)
        hasher.combine(defaultComponent)
    }

    /// Whether nothing has shown yet that the path is right.
    var isUnconfirmed: Bool { probe.map { !$0.isConfirmed } ?? false }

    /// The same field, confirmed through a key path.
    func probed<R>(by keyPath: any AnyKeyPath & Sendable, _ accessor: FieldAccessor<R>) -> FieldReference {
        var probed = self
        probed.probe = FieldProbe(self, keyPath, accessor)
        return probed
    }

    /// The same string field, compared without case.
    var folded: FieldReference {
        var folded = FieldReference(
            path: path, kind: .folded, isNullable: isNullable, isEach: isEach,
            defaultComponent: defaultComponent.flatMap { try? Self.folding($0) })
        folded.probe = probe
        return folded
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
