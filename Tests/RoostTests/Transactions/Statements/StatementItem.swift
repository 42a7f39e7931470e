import Foundation
import Roost

/// The record of ``StatementModelTests``: few keys and few unique values, so that the records of a statement want each
/// other's.
struct StatementItem: Codable, Sendable, Hashable {
    var id: Int
    var e: Int?
    var f: String?
    var note: Int
    var until: Date?
}

extension StatementItem: Record {
    struct Fields: Sendable {
        let id = Field("id", \StatementItem.id)
        let e = Field("e", \StatementItem.e)
        let f = Field("f", \StatementItem.f)
        let note = Field("note", \StatementItem.note)
        let until = Field("until", \StatementItem.until)
    }

    static let table = Table("items", fields: Fields(), primaryKey: \Fields.id) {
        Index.unique($0.e)
        Index.unique($0.f)
        Index($0.note)
    }

    static let tables = [
        table,
        Table("covering", fields: Fields(), primaryKey: \Fields.id) {
            Index.unique($0.e).covering($0.note, $0.f)
            Index.unique($0.f).covering($0.id)
        },
        table.named("expiring").expiring(at: \Fields.until),
        table.named("timed").expiring(after: 60),
    ]

    static func random(using generator: inout some RandomNumberGenerator) -> StatementItem {
        // Most live, some are expired when they are written.
        let seconds: Double? = [nil, nil, nil, 60, -60].randomElement(using: &generator) ?? nil
        return StatementItem(
            id: .random(in: 1...7, using: &generator), e: randomE(using: &generator), f: randomF(using: &generator),
            note: .random(in: 0...2, using: &generator), until: seconds.map { TestClock.start + $0 })
    }

    static func randomE(using generator: inout some RandomNumberGenerator) -> Int? {
        [nil, 1, 2, 3, 4, 5, 6].randomElement(using: &generator) ?? nil
    }

    static func randomF(using generator: inout some RandomNumberGenerator) -> String? {
        [nil, nil, "a", "b", "c", "d", "e"].randomElement(using: &generator) ?? nil
    }
}
