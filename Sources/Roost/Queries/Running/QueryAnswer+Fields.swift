import RoostEngine

extension QueryAnswer {
    /// Calls the body with the components of some fields, ascending and one behind the other, for each record of the
    /// answer, in order, until it returns false. Where the entries of the index have them all, no record is read.
    func forEachRow(of fields: [FieldReference], _ body: (Span<UInt8>) throws -> Bool) throws {
        if plan.countsEntries, var source = EntryFields(fields, in: plan.index, of: plan.table) {
            if let part = source.onlyPart { return try forEachComponent(ofPart: part, body) }
            var encoder = KeyEncoder()
            var goesOn = true
            try QueryRun(plan, in: context).forEachChunk(keysOnly: !source.needsValues) { chunk, positions in
                for position in positions where goesOn {
                    let key = chunk.key(at: position)
                    let value = chunk.value(at: position)
                    encoder.removeAll(keepingCapacity: true)
                    try source.locate(key: key, value: value)
                    for slot in fields.indices { try source.append(slot, key: key, value: value, to: &encoder) }
                    goesOn = try body(encoder.bytes.span)
                }
            }
            return
        }
        let paths = JSONPathSet(fields.map(\.path))
        var values: [JSONValue?] = []
        var encoder = KeyEncoder()
        var run = QueryRun(plan, in: context)
        try run.forEachRecord { _, json in
            encoder.removeAll(keepingCapacity: true)
            try paths.locate(in: json, into: &values)
            for (slot, field) in fields.enumerated() { try field.append(values[slot], in: json, to: &encoder) }
            return try body(encoder.bytes.span)
        }
    }

    /// Calls the body with the component of one part of the index, ascending, for each entry of the answer, until it returns
    /// false. REQUIRES: the plan counts entries.
    private func forEachComponent(ofPart number: Int, _ body: (Span<UInt8>) throws -> Bool) throws {
        let index = plan.index
        let isDescending = index.parts[number].isDescending
        var encoder = KeyEncoder()
        var goesOn = true
        try QueryRun(plan, in: context).forEachChunk(keysOnly: true) { chunk, positions in
            for position in positions where goesOn {
                let key = chunk.key(at: position)
                let start = try index.start(ofPart: number, in: key)
                let end = try KeyScanner.endOfComponent(in: key, from: start, descending: isDescending)
                guard isDescending else {
                    goesOn = try body(key.extracting(start..<end))
                    continue
                }
                encoder.removeAll(keepingCapacity: true)
                encoder.appendRaw(key.extracting(start..<end))
                encoder.complement(from: 0)
                goesOn = try body(encoder.bytes.span)
            }
        }
    }

    /// Calls the body with the values of a field that are not nil.
    func forEachValue<V: KeyComponent>(of field: FieldReference, as type: V.Type, _ body: (V) throws -> Void) throws {
        var decoder = KeyDecoder([])
        try forEachRow(of: [field]) { components in
            decoder.load(components)
            if decoder.nextTag != KeyTag.null { try body(try V(from: &decoder)) }
            return true
        }
    }

    /// How many records have each value of a field, by value.
    func groupedCount<V: KeyComponent>(_ field: FieldReference, as type: V.Type) throws -> [(key: V, count: Int)] {
        var counts: [[UInt8]: Int] = [:]
        try forEachRow(of: [field]) { components in
            counts[[UInt8](components), default: 0] += 1
            return true
        }
        let sorted = counts.sorted { ByteOrder.compare($0.key.span, $1.key.span) < 0 }
        var decoder = KeyDecoder([])
        return try sorted.map { component, count in
            decoder.load(component.span)
            do { return (try V(from: &decoder), count) } catch { throw placed(error, in: field.name) }
        }
    }
}
