extension Database {
    /// Runs a transaction and tells the observers, if there are some.
    @inline(__always)
    func observe<T>(
        _ kind: TransactionReport.Kind, _ body: (inout TransactionCounts) throws -> T
    ) throws -> T {
        var counts = TransactionCounts()
        guard let observers else { return try body(&counts) }
        let start = ContinuousClock.now
        do {
            let result = try body(&counts)
            observers.tell(TransactionReport(kind, start, counts, nil))
            return result
        } catch {
            // The look-up is repeated in a view, which will be told of.
            if !(error is NeedsView) { observers.tell(TransactionReport(kind, start, counts, error)) }
            throw error
        }
    }

    /// Runs a transaction and tells the observers, if there are some.
    func observe<T: Sendable>(
        _ kind: TransactionReport.Kind, _ body: (inout TransactionCounts) async throws -> T
    ) async throws -> T {
        var counts = TransactionCounts()
        guard let observers else { return try await body(&counts) }
        let start = ContinuousClock.now
        do {
            let result = try await body(&counts)
            observers.tell(TransactionReport(kind, start, counts, nil))
            return result
        } catch {
            observers.tell(TransactionReport(kind, start, counts, error))
            throw error
        }
    }
}

extension TransactionReport {
    fileprivate init(
        _ kind: Kind, _ start: ContinuousClock.Instant, _ counts: TransactionCounts, _ error: (any Error)?
    ) {
        self.init(kind: kind, start: start, duration: ContinuousClock.now - start, counts: counts, error: error)
    }
}
