import Foundation
import Roost

/// The record that the oracle test stores: every kind of index, few distinct values, so that clashes are common.
struct OracleItem: Codable, Sendable, Hashable {
    var id: Int
    var group: String?
    var rank: Int
    var score: Double
    var code: String?
    var tags: [String]
    var note: String
}

extension OracleItem: Record {
    struct Fields: Sendable {
        let id = Field("id", \OracleItem.id)
        let group = Field("group", \OracleItem.group)
        let rank = Field("rank", \OracleItem.rank)
        let score = Field("score", \OracleItem.score)
        let code = Field("code", \OracleItem.code)
        let tags = EachField("tags", \OracleItem.tags)
        let note = Field("note", \OracleItem.note)
    }

    static let table = Table("items", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.group, $0.rank.descending).covering($0.note)
        Index($0.rank)
        Index($0.score.descending)
        Index.unique($0.code).covering($0.rank, $0.note)
        Index.each($0.tags)
    }
}

extension OracleItem {
    static let groups: [String?] = [nil, "", "a", "b", "bé", "c\u{0}"]
    static let codes: [String?] = [nil, nil, "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8"]
    static let allTags = ["x", "y", "z", "x\u{0}y"]

    static func random(id: Int? = nil, using generator: inout some RandomNumberGenerator) -> OracleItem {
        OracleItem(
            id: id ?? .random(in: -3...20, using: &generator),
            group: groups.randomElement(using: &generator) ?? nil, rank: .random(in: -2...2, using: &generator),
            score: [-1.5, -0.0, 0, 2.25, 1e300].randomElement(using: &generator) ?? 0,
            code: codes.randomElement(using: &generator) ?? nil,
            tags: (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                allTags.randomElement(using: &generator) ?? "x"
            },
            note: String(repeating: "n", count: .random(in: 0...40, using: &generator)))
    }
}
