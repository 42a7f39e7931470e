/// One component of an index: a field with a direction, or a string field compared without case.
public struct IndexPart<R>: IndexPartConvertible {
    /// The record type.
    public typealias Root = R

    let reference: FieldReference
    let isDescending: Bool

    /// The part itself.
    public var part: IndexPart<R> { self }

    /// The same part in descending order.
    public var descending: IndexPart<R> {
        IndexPart(reference: reference, isDescending: true)
    }
}

/// What an index can be made of: a ``Field``, or a field with a direction or a comparison.
public protocol IndexPartConvertible<Root>: Sendable {
    /// The record type.
    associatedtype Root
    /// The index component.
    var part: IndexPart<Root> { get }
}

extension Field: IndexPartConvertible {
    /// The field as an ascending index component.
    public var part: IndexPart<R> { IndexPart(reference: reference, isDescending: false) }

    /// The field in descending order, for an index that is mostly read from its largest value down.
    public var descending: IndexPart<R> { part.descending }
}

extension Field where V.Scalar == String {
    /// The field compared without case, by Unicode full case folding: `straße` equals `STRASSE`.
    public var ignoringCase: IndexPart<R> { IndexPart(reference: reference.folded, isDescending: false) }
}

/// The elements of an array field as a component of a multi-entry index.
public struct ElementPart<R>: ElementPartConvertible {
    /// The record type.
    public typealias Root = R

    let part: IndexPart<R>

    /// The part itself.
    public var elementPart: ElementPart<R> { self }
}

/// What gives a multi-entry index its entries: an ``EachField``, or one whose elements are compared without case.
public protocol ElementPartConvertible<Root>: Sendable {
    /// The record type.
    associatedtype Root
    /// The index component.
    var elementPart: ElementPart<Root> { get }
}

extension EachField: ElementPartConvertible {
    /// The elements as an index component.
    public var elementPart: ElementPart<R> { ElementPart(part: part) }

    var part: IndexPart<R> { IndexPart(reference: reference, isDescending: false) }
}

extension EachField where V.Scalar == String {
    /// The elements compared without case, by Unicode full case folding; those that differ in nothing else are one.
    public var ignoringCase: ElementPart<R> {
        ElementPart(part: IndexPart(reference: reference.folded, isDescending: false))
    }
}
