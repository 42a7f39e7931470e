// What does not compile anyway, declared so that the compiler says what to write instead.

extension Table where Key: OptionalComponent {
    /// For optional fields.
    @available(
        *, unavailable,
        message: "a primary key cannot be optional; integers that the table assigns are declared with autoIncrement:"
    )
    @_disfavoredOverload
    public init(
        _ name: String, fields: R.Fields, primaryKey: FieldPath<R, Field<R, Key>>,
        @IndexBuilder<R> indexes: (R.Fields) -> [Index<R>] = { _ in [] }
    ) {
        definition = TableDefinition(
            name: name, fields: fields, primaryKey: fields[keyPath: primaryKey].part, autoIncrement: nil, indexes: [])
    }
}
