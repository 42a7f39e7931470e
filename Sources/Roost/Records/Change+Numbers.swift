extension Change {
    /// Adds to an integer field; an absent one counts as its declared default, or as 0.
    ///
    /// - Parameters:
    ///   - field: the field.
    ///   - amount: what is added; negative to subtract. A sum that does not fit the field's type is
    ///     ``RoostError/Code/invalidArgument``, thrown by the verb that applies the change.
    public static func increment<V: FixedWidthInteger & Codable>(
        _ field: FieldPath<R, Field<R, V>>, by amount: V = 1
    ) -> Change {
        Change(field) { json, reference, coder in
            try changing(json, reference, coder, zero: V.zero) { try sum($0, amount) }
        }
    }

    /// Adds to an optional integer field; nil counts as 0, and an absent value as its declared default, or as 0.
    ///
    /// - Parameters:
    ///   - field: the field.
    ///   - amount: what is added; negative to subtract. A sum that does not fit the field's type is
    ///     ``RoostError/Code/invalidArgument``, thrown by the verb that applies the change.
    public static func increment<V: FixedWidthInteger & Codable>(
        _ field: FieldPath<R, Field<R, V?>>, by amount: V = 1
    ) -> Change {
        Change(field) { json, reference, coder in
            try changing(json, reference, coder, zero: V.zero) { try sum($0, amount) }
        }
    }

    /// Adds to a floating-point field; an absent one counts as its declared default, or as 0.
    ///
    /// - Parameters:
    ///   - field: the field.
    ///   - amount: what is added; negative to subtract. A sum that is not finite is
    ///     ``RoostError/Code/invalidArgument``, thrown by the verb that applies the change.
    public static func increment<V: BinaryFloatingPoint & Codable & Sendable>(
        _ field: FieldPath<R, Field<R, V>>, by amount: V
    ) -> Change {
        Change(field) { json, reference, coder in
            try changing(json, reference, coder, zero: V.zero) { try sum($0, amount) }
        }
    }

    /// Adds to an optional floating-point field; nil counts as 0, and an absent value as its declared default, or as 0.
    ///
    /// - Parameters:
    ///   - field: the field.
    ///   - amount: what is added; negative to subtract. A sum that is not finite is
    ///     ``RoostError/Code/invalidArgument``, thrown by the verb that applies the change.
    public static func increment<V: BinaryFloatingPoint & Codable & Sendable>(
        _ field: FieldPath<R, Field<R, V?>>, by amount: V
    ) -> Change {
        Change(field) { json, reference, coder in
            try changing(json, reference, coder, zero: V.zero) { try sum($0, amount) }
        }
    }

    /// Subtracts from an integer field, also from an unsigned one; an absent one counts as its declared default, or as 0.
    ///
    /// - Parameters:
    ///   - field: the field.
    ///   - amount: what is subtracted. A difference that does not fit the field's type, as one below 0 in an unsigned
    ///     field, is ``RoostError/Code/invalidArgument``, thrown by the verb that applies the change.
    public static func decrement<V: FixedWidthInteger & Codable>(
        _ field: FieldPath<R, Field<R, V>>, by amount: V = 1
    ) -> Change {
        Change(field) { json, reference, coder in
            try changing(json, reference, coder, zero: V.zero) { try difference($0, amount) }
        }
    }

    /// Subtracts from an optional integer field, also from an unsigned one; nil counts as 0, and an absent value as its
    /// declared default, or as 0.
    ///
    /// - Parameters:
    ///   - field: the field.
    ///   - amount: what is subtracted. A difference that does not fit the field's type, as one below 0 in an unsigned
    ///     field, is ``RoostError/Code/invalidArgument``, thrown by the verb that applies the change.
    public static func decrement<V: FixedWidthInteger & Codable>(
        _ field: FieldPath<R, Field<R, V?>>, by amount: V = 1
    ) -> Change {
        Change(field) { json, reference, coder in
            try changing(json, reference, coder, zero: V.zero) { try difference($0, amount) }
        }
    }

    private static func sum<V: FixedWidthInteger>(_ a: V, _ b: V) throws -> V {
        let (sum, overflow) = a.addingReportingOverflow(b)
        guard !overflow else { throw RoostError(.invalidArgument, "the sum does not fit the field's type") }
        return sum
    }

    private static func difference<V: FixedWidthInteger>(_ a: V, _ b: V) throws -> V {
        let (difference, overflow) = a.subtractingReportingOverflow(b)
        guard !overflow else { throw RoostError(.invalidArgument, "the difference does not fit the field's type") }
        return difference
    }

    private static func sum<V: BinaryFloatingPoint>(_ a: V, _ b: V) throws -> V {
        let sum = a + b
        guard sum.isFinite else { throw RoostError(.invalidArgument, "the sum is no finite number") }
        return sum
    }

    private static func changing<V: KeyComponent & Codable>(
        _ json: [UInt8], _ field: FieldReference, _ coder: RecordCoder, zero: V, _ change: (V) throws -> V
    ) throws -> [UInt8] {
        let current = try value(V.self, of: field, in: json, coder) ?? zero
        let text = try encode(try change(current), coder)
        return try JSONEditor.replacing(field.path, with: text.span, in: json.span)
    }
}
