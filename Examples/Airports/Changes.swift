import Roost

/// Updates and deletes, each made to the store and to an array alike.
enum Changes {
    private struct ChangedMind: Error {}

    /// Changes the store in one transaction.
    ///
    /// - Returns: what the airports have to be afterwards.
    static func make(in db: Database, _ airports: [Airport]) throws -> [Airport] {
        let antarctic = Query(Airport.self).where(\.country).equals("AQ")
        let nepalese = Query(Airport.self).where(\.country).equals("NP")
        let american = Query(Airport.self).where(\.country).equals("US")

        let (counts, duration) = try measure {
            try db.write { tx in
                try tx[Airport.self].update("LSZH", .set(\.name, to: "Zürich Airport"), .increment(\.elevation, by: 10))
                try tx.query(antarctic).delete()
                try tx.savepoint { tx in
                    try tx.query(nepalese).modify(.increment(\.elevation, by: 0.5), .set(\.subdivision, to: nil))
                }
                do {
                    try tx.savepoint { tx in
                        try tx.query(american).delete()
                        try expect(try tx.query(american).count(), 0, "American airports inside the savepoint")
                        throw ChangedMind()
                    }
                } catch is ChangedMind {
                    try expect(
                        try tx.query(american).count(), airports.count { $0.country == "US" },
                        "American airports after the savepoint was undone")
                }
                return tx.counts
            }
        }
        print("  one transaction, a savepoint kept and a savepoint undone, in \(duration.text):")
        print(
            "    \(counts.recordsWritten.grouped) records and \(counts.indexEntriesWritten.grouped) index entries written,"
                + " undone ones included")

        return airports.filter { $0.country != "AQ" }.map { airport in
            var airport = airport
            if airport.icao == "LSZH" {
                airport.name = "Zürich Airport"
                airport.elevation += 10
            }
            if airport.country == "NP" {
                airport.elevation += 0.5
                airport.subdivision = nil
            }
            return airport
        }
    }

    /// Shows that a transaction that fails leaves nothing behind.
    static func fail(in db: Database) throws {
        let count = try db[Airport.self].count()
        do {
            try db.write { tx in
                try tx[Airport.self].delete("LSGG")
                try tx[Airport.self].add(Airport.closed)
            }
            throw Mismatch("two airports have the IATA code ZRH")
        } catch RoostError.Code.uniqueViolation {
            print("  a second ZRH was refused, and the delete before it undone")
        }
        try expect(try db[Airport.self].count(), count, "airports after a failed transaction")
        try expect(try db[Airport.self].get("LSGG")?.iata, "GVA", "the airport deleted by a failed transaction")
    }

    /// Compares every record, in the order of the primary key.
    static func compare(_ db: Database, with airports: [Airport]) throws {
        let stored = try db[Airport.self].toArray()
        try expect(stored.count, airports.count, "airports in the store")
        for (actual, expected) in zip(stored, airports.sorted { $0.icao < $1.icao }) where actual != expected {
            throw Mismatch("stored \(actual) instead of \(expected)")
        }
        try expect(try db[Airport.self].count(), airports.count, "the record counter")
    }
}

extension Airport {
    /// Takes the IATA code of another airport.
    fileprivate static let closed = Airport(
        icao: "ZZZZ", iata: "ZRH", name: "Closed", city: nil, subdivision: nil, country: "CH", elevation: 0,
        latitude: 0, longitude: 0, timeZone: "Europe/Zurich", localCode: nil, words: ["closed"])
}
