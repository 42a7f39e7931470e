import Foundation

/// The airports that come with this program.
enum AirportFile {
    static func read() throws -> [Airport] {
        guard let file = Bundle.module.url(forResource: "airports", withExtension: "csv", subdirectory: "Data") else {
            throw Mismatch("airports.csv is missing beside the program")
        }
        let document = try CSVDocument([UInt8](Data(contentsOf: file)))
        let positions = Dictionary(uniqueKeysWithValues: zip(document.columns, document.columns.indices))
        return try document.rows.enumerated().map { number, fields in
            try Airport(AirportRow(fields: fields, positions: positions, number: number + 2))
        }
    }
}

/// One row of the file, asked for its cells by name.
struct AirportRow {
    let fields: [String]
    let positions: [String: Int]
    /// Counted from 1, header included.
    let number: Int

    /// The cell; nil when it is empty.
    func optional(_ column: String) -> String? {
        guard let position = positions[column], !fields[position].isEmpty else { return nil }
        return fields[position]
    }

    func required(_ column: String) throws -> String {
        guard let text = optional(column) else { throw CSVError(row: number, problem: "no \(column)") }
        return text
    }

    func double(_ column: String) throws -> Double {
        guard let value = Double(try required(column)) else {
            throw CSVError(row: number, problem: "\(column) is not a number")
        }
        return value
    }
}

extension Airport {
    init(_ row: AirportRow) throws {
        let name = try row.required("name")
        self.init(
            icao: try row.required("icao"), iata: row.optional("iata"), name: name, city: row.optional("city"),
            subdivision: row.optional("subd"), country: try row.required("country"),
            elevation: try row.double("elevation"), latitude: try row.double("lat"),
            longitude: try row.double("lon"), timeZone: try row.required("tz"), localCode: row.optional("lid"),
            words: Self.words(of: name))
    }

    private static func words(of name: String) -> [String] {
        var known: Set<String> = []
        return name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter {
            known.insert($0).inserted
        }
    }
}
