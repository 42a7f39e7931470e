import CFloor
import Foundation
import Measuring
import Roost
import Sessions

/// A record of any size: an id of 16 characters and a text of English-like words, which compresses as texts do.
struct Note: Codable, Sendable {
    var id: String
    var author: String
    var createdAt: Date
    var text: String
}

extension Note: Record {
    struct Fields: Sendable {
        let id = Field("id", \Note.id)
    }

    static let table = Table("notes", fields: Fields(), primaryKey: \Fields.id)
}

extension Note {
    /// Words and how they are drawn: few of them often.
    struct Generator {
        private let words: [String]
        private let popularity: Zipf
        private var random = SeededGenerator(seed: 5)

        init() {
            var random = SeededGenerator(seed: 6)
            let letters = Array("etaoinshrdlucmfwypvbgkqjxz")
            words = (0..<4_000).map { _ in
                String(
                    (0..<2 + random.next(below: 8)).map { _ in
                        letters[random.next(below: 26) * random.next(below: 26) / 26]
                    })
            }
            popularity = Zipf(count: words.count, generator: &random)
        }

        /// A note whose JSON has about so many bytes.
        mutating func note(jsonBytes: Int) -> Note {
            let id = String(format: "%016lx", random.next())
            let created = 790_000_000 + Double(random.next(below: 10_000_000)) + 0.5
            var note = Note(
                id: id, author: "author-\(random.next(below: 500))",
                createdAt: Date(timeIntervalSinceReferenceDate: created), text: "")
            let wanted = jsonBytes - note.json.count
            while note.text.utf8.count < wanted { note.text += words[popularity.next(&random)] + " " }
            return note
        }
    }

    /// The note as JSON in the order of its members.
    var json: [UInt8] {
        let created = createdAt.timeIntervalSinceReferenceDate
        return Array(#"{"id":"\#(id)","author":"\#(author)","createdAt":\#(created),"text":"\#(text)"}"#.utf8)
    }
}
