import Foundation
import Roost

/// A record that numbers itself.
struct Note: Codable, Sendable, Equatable {
    var id: Int?
    var text: String
    var label: String?
    var size = 0.0
}

extension Note: Record {
    struct Fields: Sendable {
        let id = Field("id", \Note.id)
        let text = Field("text", \Note.text)
        let label = Field("label", \Note.label)
        let size = Field("size", \Note.size)
    }

    static let table = Table("notes", fields: Fields(), autoIncrement: \Fields.id) {
        Index.unique($0.label)
        Index($0.text)
        Index($0.size)
    }
}
