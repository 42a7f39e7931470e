import RoostEngine

extension Request where S: Scope & ~Escapable {
    /// A part of the answer, from the beginning or from where an earlier page ended.
    ///
    /// Pages neither repeat nor skip what does not change meanwhile. A record that is written between two pages is in the
    /// next one if it then stands behind the last record of the earlier one.
    ///
    /// - Parameters:
    ///   - token: what came with the page before; nil for the first.
    ///   - size: the most records; at least 1.
    /// - Throws: ``RoostError/Code/invalidPageToken`` for a token of another query, or of this one when the database has
    ///   other indexes by now; ``RoostError/Code/invalidArgument`` for a size below 1, and for a query with an offset or a
    ///   limit.
    /// - Complexity: as `limit(size)` has it; where no index gives the order, each page sorts again.
    public func page(after token: PageToken? = nil, size: Int) throws -> Page<R> {
        try pageable(after: token, size).run { try $0.page(R.self, after: token, size: size) }
    }

    /// The request for the records of a page, and one more, which tells whether there is a next one.
    @_lifetime(copy self)
    func pageable(after token: PageToken?, _ size: Int) throws -> Self {
        func invalid(_ message: String) -> RoostError {
            var error = RoostError(.invalidArgument, message)
            error.table = table.name
            return error
        }
        guard size > 0 else { throw invalid("a page has at least 1 record, not \(size)") }
        guard specification.offset == 0, specification.limit == nil else {
            throw invalid("a query with an offset or a limit has no pages")
        }
        var request = self
        request.specification.limit = size.addingSaturating(1)
        request.specification.continued = token?.identity
        return request
    }
}

extension Request where S == Database {
    /// A part of the answer. See the synchronous `page(after:size:)`.
    public func page(after token: PageToken? = nil, size: Int) async throws -> Page<R> {
        try await pageable(after: token, size).runInBackground { try $0.page(R.self, after: token, size: size) }
    }
}

extension QueryAnswer {
    func page<R: Record>(_ type: R.Type, after token: PageToken?, size: Int) throws -> Page<R> {
        let identity = plan.identity
        if let token, token.identity != identity {
            var error = RoostError(.invalidPageToken, "the token belongs to another query, or to other indexes")
            error.table = plan.table.name
            throw error
        }
        var records: [R] = []
        var end: [UInt8]?
        var hasMore = false
        var run = QueryRun(plan, in: context)
        run.start = token?.position
        try run.forEachPlaced { primaryKey, json, position in
            guard records.count < size else {
                hasMore = true
                return false
            }
            records.append(try context.decode(R.self, from: json, of: primaryKey, in: plan.table))
            if records.count == size { end = [UInt8](position) }
            return true
        }
        return Page(
            records: records, next: hasMore ? end.map { PageToken(identity: identity, position: $0) } : nil)
    }
}
