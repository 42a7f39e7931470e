import RoostEngine

/// Some fields of the records of a query, as tuples.
///
/// Where the index that serves the query has the fields, in its parts or covered, no record is read.
public struct Projection<R: Record, S: ~Escapable, each V: KeyComponent>: ~Escapable {
    let request: Request<R, S>
    let fields: [FieldReference]

    @_lifetime(copy request)
    init(_ request: Request<R, S>, _ fields: [FieldReference]) {
        self.request = request
        self.fields = fields
    }
}

extension Projection: Escapable where S: Escapable {}
extension Projection: Sendable where S: Sendable {}

extension Request where S: ~Escapable {
    /// Takes only some fields of each record, as in `select(\.name, \.city)`.
    @_lifetime(copy self)
    public func select<each V: KeyComponent>(
        _ fields: repeat FieldPath<R, Field<R, each V>>
    ) -> Projection<R, S, repeat each V> {
        var references: [FieldReference] = []
        for field in repeat each fields { references.append(table.fields[keyPath: field].reference) }
        return Projection(self, references)
    }
}

extension Projection where S: Scope & ~Escapable {
    /// The tuples of the answer, in its order. Strings are in NFC.
    ///
    /// - Complexity: index entries only where those have the fields and decide the query; else reads each record, and
    ///   decodes none.
    public func toArray() throws -> [(repeat each V)] {
        let fields = fields
        return try request.run(wanting: fields) { try $0.rows(fields, as: (repeat each V).self) }
    }

    /// The tuple of the first record of the answer; nil when there is none.
    public func first() throws -> (repeat each V)? {
        let fields = fields
        return try request.atMost(1).run(wanting: fields) { try $0.rows(fields, as: (repeat each V).self).first }
    }
}

extension Projection where S == Database {
    /// The tuples of the answer. See the synchronous `toArray()`.
    public func toArray() async throws -> [(repeat each V)] where repeat each V: Sendable {
        let fields = fields
        return try await request.runInBackground(wanting: fields) { try $0.rows(fields, as: (repeat each V).self) }
    }

    /// The tuple of the first record of the answer. See the synchronous `first()`.
    public func first() async throws -> (repeat each V)? where repeat each V: Sendable {
        let fields = fields
        return try await request.atMost(1).runInBackground(wanting: fields) {
            try $0.rows(fields, as: (repeat each V).self).first
        }
    }
}

extension QueryAnswer {
    func rows<each V: KeyComponent>(
        _ fields: [FieldReference], as type: (repeat each V).Type
    ) throws -> [(repeat each V)] {
        var rows: [(repeat each V)] = []
        var decoder = KeyDecoder([])
        try forEachRow(of: fields) { components in
            decoder.load(components)
            do {
                rows.append((repeat try (each V)(from: &decoder)))
            } catch {
                throw placed(error, in: try name(of: fields, before: decoder.offset, components), at: rows.count)
            }
            return true
        }
        return rows
    }

    /// The field whose component ends at an offset.
    private func name(of fields: [FieldReference], before offset: Int, _ components: Span<UInt8>) throws -> String {
        var end = 0
        for field in fields {
            end = try KeyScanner.endOfComponent(in: components, from: end, descending: false)
            if end >= offset { return field.name }
        }
        return fields.map(\.name).joined(separator: "+")
    }
}
