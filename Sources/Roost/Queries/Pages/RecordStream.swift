import RoostEngine

/// The records of a query, one after another, from one consistent view.
///
/// Records are read in chunks on one of the store's own threads, when the one before is used up: whoever reads slowly is
/// not overrun, and memory holds one chunk. Where no index gives the order, the primary keys of the answer are sorted
/// first, and are held, too.
///
/// Each iterator has a view of its own, made at its first `next()`. An open view keeps on disk what is overwritten
/// meanwhile, so do not leave a stream half read: let go of its iterator.
///
/// A run is one query for `Database.advice()` and for the observers, which are told when its last record has been read,
/// when an error ends it, or when its iterator is let go of before. It is part of no transaction. Its counts are those of
/// all chunks together, the duration is the time that reading them took, without that between two chunks: a consumer
/// that is slow does not make a query slow.
public struct RecordStream<R: Record>: AsyncSequence, Sendable {
    /// One record.
    public typealias Element = R

    let database: Database
    let table: Table<R, R.Key>
    let specification: QuerySpecification

    /// Reads the records of one run.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let reading: StreamReading<R>
        private var chunk: [R] = []
        private var position = 0

        init(_ reading: StreamReading<R>) {
            self.reading = reading
        }

        /// The next record; nil behind the last one.
        ///
        /// - Throws: what the query throws; `CancellationError` when the task is cancelled; ``RoostError/Code/closed``
        ///   when the database was closed meanwhile.
        public mutating func next() async throws -> R? {
            if position == chunk.count {
                chunk = try await reading.next()
                position = 0
            }
            guard position < chunk.count else { return nil }
            defer { position += 1 }
            return chunk[position]
        }
    }

    /// Begins a run.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(StreamReading(database, table, specification))
    }
}

extension Database {
    /// The records of a query, one after another, from one consistent view, in bounded memory.
    ///
    /// ```swift
    /// for try await airport in db.stream(Query(Airport.self).where(\.country).equals("CH")) { print(airport.name) }
    /// ```
    public func stream<R: Record>(_ query: Query<R>) -> RecordStream<R> {
        RecordStream(database: self, table: query.table, specification: query.specification)
    }
}

extension Request where S == Database {
    /// The records of the answer, one after another, from one consistent view, in bounded memory.
    public func stream() -> RecordStream<R> {
        RecordStream(database: scope, table: table, specification: specification)
    }
}
