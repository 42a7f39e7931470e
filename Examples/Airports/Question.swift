import Roost

/// A query, and the same question put to an array in plain Swift.
struct Question {
    let title: String
    let query: Query<Airport>
    /// The conditions of the query.
    let matches: (Airport) -> Bool
    /// The order of the query, made total by the primary key; nil when the query asks for none.
    var isBefore: ((Airport, Airport) -> Bool)?
    var offset = 0
    var limit = Int.max

    /// The answer that an array of all airports gives.
    func answer(from airports: [Airport]) -> [Airport] {
        let matching = airports.filter(matches)
        guard let isBefore else { return matching }
        return Array(matching.sorted(by: isBefore).dropFirst(offset).prefix(limit))
    }

    /// Puts the question to the database and prints how it was answered.
    func show(in db: Database) throws {
        let request = db.query(query)
        let (answer, duration) = try measure { try request.toArray() }
        print("\n  \(title)")
        print("    \(try request.analyze())")
        print("    \(answer.count.grouped) found in \(duration.text)")
        for airport in answer.prefix(3) { print("      \(airport.line)") }
        if answer.count > 3 { print("      …") }
    }

    /// Puts the question to the database and compares the answer with that of the array.
    func check(in db: Database, against airports: [Airport]) throws {
        let request = db.query(query)
        let answer = try request.toArray()
        try compare(answer, with: self.answer(from: airports))
        try expect(try request.count(), answer.count, "count() for “\(title)”")
        try expect(try request.primaryKeys(), answer.map(\.icao), "primaryKeys() for “\(title)”")
    }

    private func compare(_ answer: [Airport], with expected: [Airport]) throws {
        // Without an order of its own, a query's records come as its index has them.
        let actual = isBefore == nil ? answer.sorted { $0.icao < $1.icao } : answer
        let expected = isBefore == nil ? expected.sorted { $0.icao < $1.icao } : expected
        try expect(actual.count, expected.count, "airports for “\(title)”")
        for (position, pair) in zip(actual, expected).enumerated() where pair.0 != pair.1 {
            throw Mismatch("“\(title)”, position \(position): \(pair.0) instead of \(pair.1)")
        }
    }
}

extension Airport {
    /// One line of a listing.
    var line: String {
        let place = [city, subdivision, country].compactMap(\.self).joined(separator: ", ")
        return "\(icao)  \(name) (\(place)), \(elevation.grouped) ft"
    }
}
