import RoostEngine

/// Checks declared fields on records that are stored already, for verbs that name a field before a write has confirmed it.
///
/// A record from the store may have been written by another version of the program, so it is not its JSON that counts but
/// the JSON that this program would write of it.
struct RecordCheck<R: Record> {
    let coder: RecordCoder

    /// Compares the fields in which the record has a value.
    ///
    /// - Returns: the fields that another record may decide, because it has no value in them.
    /// - Throws: ``RoostError/Code/fieldPathMismatch``.
    func check(_ probes: [FieldProbe], of record: R) throws -> [FieldProbe] {
        var json: [UInt8]?
        return try probes.filter { probe in
            guard let accessor = probe.accessor(of: R.self) else { return false }
            var expected = KeyEncoder()
            try accessor.append(record, &expected)
            // A default need not be written, so it says nothing of the path.
            guard !probe.isNothing(expected.bytes), expected.bytes != probe.field.defaultComponent else { return true }
            // What is read but cannot be written again, such as a record without its payload, is left to the writes.
            guard let text = json ?? (try? coder.encode(record)) else { return false }
            json = text
            return try !compare(probe, expected.bytes, in: text)
        }
    }

    /// Compares one field of a record's JSON that a typed change has changed with the record that it makes.
    ///
    /// - Returns: whether there was a value to compare.
    func check(_ probe: FieldProbe, inChanged json: [UInt8]) throws -> Bool {
        guard let accessor = probe.accessor(of: R.self), let record = try? coder.decode(R.self, from: json.span) else {
            return false
        }
        var expected = KeyEncoder()
        try accessor.append(record, &expected)
        return try compare(probe, expected.bytes, in: json)
    }

    private func compare(_ probe: FieldProbe, _ expected: [UInt8], in json: [UInt8]) throws -> Bool {
        var values: [JSONValue?] = []
        try JSONPathSet([probe.field.path]).locate(in: json.span, into: &values)
        guard try probe.compare(values[0], in: json.span, with: expected) else { return false }
        probe.confirm()
        return true
    }
}
