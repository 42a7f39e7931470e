import RoostEngine

extension EntryScanner {
    /// Takes the entries of expired records out of the chunk.
    func dropExpired() throws {
        switch expired {
        case .none: return
        case .some(let keys):
            try keep { position in
                let key = chunk.key(at: position)
                let value = chunk.value(at: position)
                return try !index.withPrimaryKey(key: key, value: value) { keys.contains([UInt8]($0)) }
            }
        case .many:
            let isExpired = try readHeads()
            keep { !isExpired[$0] }
        }
    }

    /// Whether each entry's record is expired, by the heads of the records.
    private func readHeads() throws -> [Bool] {
        var keys = ByteList()
        for position in 0..<chunk.count {
            let key = chunk.key(at: position)
            let value = chunk.value(at: position)
            try index.withPrimaryKey(key: key, value: value) { keys.append(prefix: table.records.prefix, $0) }
        }
        let records = EntryChunk()
        try context.reader.fetch(keys, into: records)
        context.counts.recordsRead += records.count
        return try (0..<records.count).map { position in
            guard records.isPresent(at: position) else { return false }
            let value = records.value(at: position)
            return try Envelope.decode(value).expiry.map { $0 <= context.now } ?? false
        }
    }

    /// Takes all other entries out of the chunk.
    func keep(_ isKept: (Int) throws -> Bool) rethrows {
        guard try !(0..<chunk.count).allSatisfy(isKept) else { return }
        let kept = EntryChunk()
        for position in 0..<chunk.count where try isKept(position) { kept.append(chunk, at: position) }
        chunk.removeAll()
        for position in 0..<kept.count { chunk.append(kept, at: position) }
    }
}
