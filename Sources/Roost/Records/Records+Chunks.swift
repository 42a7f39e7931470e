/// Loads that are too large for one transaction.
extension Records where S == Database {
    /// Writes records in transactions of `chunkSize` each.
    ///
    /// - Parameters:
    ///   - records: the records, written in this order.
    ///   - chunkSize: records in one transaction.
    ///   - progress: called after each transaction with the number of records written so far.
    /// - Returns: the number of records written.
    /// - Throws: the first failure, with positions counted from the first record of all; the transactions before it stay.
    @discardableResult
    public func bulkPut(
        _ records: some Sequence<R>, chunkSize: Int, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        try write(records, .put, chunkSize, progress)
    }

    /// Writes new records in transactions of `chunkSize` each.
    ///
    /// - Parameters:
    ///   - records: the records, written in this order.
    ///   - chunkSize: records in one transaction.
    ///   - progress: called after each transaction with the number of records written so far.
    /// - Returns: the number of records written.
    /// - Throws: the first failure, with positions counted from the first record of all; the transactions before it stay.
    @discardableResult
    public func bulkAdd(
        _ records: some Sequence<R>, chunkSize: Int, progress: (Int) -> Void = { _ in }
    ) throws -> Int {
        try write(records, .add, chunkSize, progress)
    }

    /// Writes records in transactions of `chunkSize` each, on the store's writer thread. See the synchronous
    /// `bulkPut(_:chunkSize:progress:)`.
    @discardableResult
    public func bulkPut(
        _ records: some Sequence<R> & Sendable, chunkSize: Int, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Int {
        try await write(records, .put, chunkSize, progress)
    }

    /// Writes new records in transactions of `chunkSize` each, on the store's writer thread. See the synchronous
    /// `bulkAdd(_:chunkSize:progress:)`.
    @discardableResult
    public func bulkAdd(
        _ records: some Sequence<R> & Sendable, chunkSize: Int, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Int {
        try await write(records, .add, chunkSize, progress)
    }

    private func write(
        _ records: some Sequence<R>, _ mode: PutMode, _ chunkSize: Int, _ progress: (Int) -> Void
    ) throws -> Int {
        var chunks = try RecordChunks(records, size: chunkSize)
        while let chunk = chunks.next() {
            do {
                _ = try scope._write { try $0.bulkWrite(chunk, mode, .abort, nil, in: table) }
            } catch let error as RoostError {
                throw error.moved(by: chunks.taken - chunk.count)
            }
            progress(chunks.taken)
        }
        return chunks.taken
    }

    private func write(
        _ records: some Sequence<R> & Sendable, _ mode: PutMode, _ chunkSize: Int, _ progress: @Sendable (Int) -> Void
    ) async throws -> Int {
        let table = table
        var chunks = try RecordChunks(records, size: chunkSize)
        while let chunk = chunks.next() {
            do {
                _ = try await scope.writeInBackground { try $0.bulkWrite(chunk, mode, .abort, nil, in: table) }
            } catch let error as RoostError {
                throw error.moved(by: chunks.taken - chunk.count)
            }
            progress(chunks.taken)
        }
        return chunks.taken
    }
}

/// Cuts a sequence of records into arrays of one size, the last one shorter.
private struct RecordChunks<Records: Sequence> {
    private var iterator: Records.Iterator
    private let size: Int
    /// The number of records handed out so far.
    private(set) var taken = 0

    init(_ records: Records, size: Int) throws {
        guard size > 0 else {
            throw RoostError(.invalidArgument, "a chunk has at least one record, not \(size)")
        }
        iterator = records.makeIterator()
        self.size = size
    }

    mutating func next() -> [Records.Element]? {
        var chunk: [Records.Element] = []
        while chunk.count < size, let record = iterator.next() { chunk.append(record) }
        taken += chunk.count
        return chunk.isEmpty ? nil : chunk
    }
}

extension RoostError {
    /// The error with positions in a sequence of which `count` records more come first.
    fileprivate func moved(by count: Int) -> RoostError {
        var error = self
        error.position = position.map { $0 + count }
        error.failures = failures.map { $0.moved(by: count) }
        return error
    }
}
