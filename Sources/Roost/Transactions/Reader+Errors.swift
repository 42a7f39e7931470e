import RoostEngine

extension Reader {
    func get(_ key: [UInt8], into chunk: EntryChunk) throws -> Bool {
        do {
            return try get(key.span, into: chunk)
        } catch let error as EngineError {
            throw RoostError(error)
        }
    }

    /// ``getMany(_:into:)`` with the error a caller of Roost sees.
    func fetch(_ keys: borrowing ByteList, into chunk: EntryChunk) throws {
        do {
            try getMany(keys, into: chunk)
        } catch let error as EngineError {
            throw RoostError(error)
        }
    }
}

extension ReadView {
    func get(_ key: [UInt8], into chunk: EntryChunk) throws -> Bool { try get(key.span, into: chunk) }
}
