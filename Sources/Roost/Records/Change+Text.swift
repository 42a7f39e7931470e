extension Change {
    /// Puts another prefix in place of the one that a string field starts with. A field that starts otherwise stays as it
    /// is, and so does nil.
    ///
    /// ```swift
    /// try db[File.self].where(\.path).startsWith("/tmp/").modify(.replacePrefix(\.path, of: "/tmp/", with: "/var/tmp/"))
    /// ```
    ///
    /// - Parameters:
    ///   - field: the field.
    ///   - prefix: compared as normalised (NFC) UTF-8 bytes, as `startsWith` does; every string starts with "".
    ///   - replacement: what stands there afterwards.
    public static func replacePrefix<V: KeyComponent>(
        _ field: FieldPath<R, Field<R, V>>, of prefix: String, with replacement: String
    ) -> Change where V.Scalar == String {
        let head = UnicodeText.normalized(prefix)
        return Change(field) { json, reference, coder in
            guard let current = try value(String.self, of: reference, in: json, coder) else { return json }
            let text = UnicodeText.normalized(current).utf8
            guard text.starts(with: head.utf8) else { return json }
            let changed = replacement + Substring(text.dropFirst(head.utf8.count))
            guard changed != current else { return json }
            let value = try encode(changed, coder)
            return try JSONEditor.replacing(reference.path, with: value.span, in: json.span)
        }
    }
}
