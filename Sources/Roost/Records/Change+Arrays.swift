extension Change {
    /// Adds elements to an array field, each unless an equal one is there: what is there keeps its order, what is new
    /// stands at the end. An absent array and nil become one.
    ///
    /// Elements are equal when their keys are: strings by their NFC form, -0 and 0. An element that cannot be a key, such
    /// as NaN, is ``RoostError/Code/invalidKey``, thrown by the verb that applies the change.
    ///
    /// - Complexity: reads every element of the array.
    public static func append<V: KeyComponent & Encodable>(
        _ field: FieldPath<R, EachField<R, V>>, _ element: V, _ more: V...
    ) -> Change {
        append(field, contentsOf: [element] + more)
    }

    /// Adds elements to an array field, each unless an equal one is there. No elements change nothing.
    ///
    /// See ``append(_:_:_:)``.
    public static func append<V: KeyComponent & Encodable>(
        _ field: FieldPath<R, EachField<R, V>>, contentsOf elements: some Sequence<V>
    ) -> Change {
        let elements = Array(elements)
        let components = Result { try elements.map { try encoding(of: $0) } }
        return Change(field) { json, reference, coder in
            let array = try locate(reference, in: json)
            var present: Set<[UInt8]> = []
            try ComponentExtractor.forEachElement(of: array, in: json.span) { element in
                present.insert(try encoding(of: element, in: json, kind: reference.kind))
            }
            var added: [[UInt8]] = []
            for (element, component) in zip(elements, try components.get())
            where present.insert(component).inserted {
                added.append(try encode(element, of: reference, coder))
            }
            guard !added.isEmpty else { return json }
            return try JSONEditor.appending(added, to: array, at: reference.path, in: json.span)
        }
    }

    /// Removes elements from an array field, each as often as it is there. The others keep their order; an array that
    /// loses its last element is empty, and nil stays nil.
    ///
    /// Elements are equal when their keys are, as for ``append(_:_:_:)``.
    ///
    /// - Complexity: reads every element of the array.
    public static func remove<V: KeyComponent>(
        _ field: FieldPath<R, EachField<R, V>>, _ element: V, _ more: V...
    ) -> Change {
        remove(field, contentsOf: [element] + more)
    }

    /// Removes elements from an array field, each as often as it is there. No elements change nothing.
    ///
    /// See ``remove(_:_:_:)``.
    public static func remove<V: KeyComponent>(
        _ field: FieldPath<R, EachField<R, V>>, contentsOf elements: some Sequence<V>
    ) -> Change {
        let components = Result { Set(try elements.map { try encoding(of: $0) }) }
        return Change(field) { json, reference, _ in
            let components = try components.get()
            guard let array = try locate(reference, in: json) else { return json }
            return try JSONEditor.removingElements(of: array, at: reference.path, in: json.span) { element in
                components.contains(try encoding(of: element, in: json, kind: reference.kind))
            }
        }
    }

    private static func encoding(of element: some KeyComponent) throws -> [UInt8] {
        var encoder = KeyEncoder()
        try element.encode(into: &encoder)
        return encoder.bytes
    }

    private static func encoding(
        of element: JSONValue, in json: [UInt8], kind: ComponentKind
    ) throws -> [UInt8] {
        var encoder = KeyEncoder()
        try ComponentExtractor.append(element, in: json.span, kind: kind, to: &encoder)
        return encoder.bytes
    }
}
