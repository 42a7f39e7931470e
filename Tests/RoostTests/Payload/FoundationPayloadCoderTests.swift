import Foundation
import Testing

@testable import Roost

@Suite("Foundation's coders")
struct FoundationPayloadCoderTests {
    private struct Record: Codable, Equatable {
        var url: String
        var date: Date
        var data: Data
        var missing: Int?
    }

    @Test("Sorted keys, plain slashes, dates as numbers, data in Base64")
    func text() throws {
        let record = Record(url: "a/b", date: Date(timeIntervalSinceReferenceDate: 0.5), data: Data([0xFF, 0xFF]))
        let json = try FoundationPayloadCoder().encode(record)
        #expect(String(decoding: json, as: UTF8.self) == #"{"data":"//8=","date":0.5,"url":"a/b"}"#)
        #expect(try FoundationPayloadCoder().decode(Record.self, from: json.span) == record)
    }

    @Test("Errors pass through")
    func errors() {
        let json = Array("{}".utf8)
        #expect(throws: DecodingError.self) { try FoundationPayloadCoder().decode(Record.self, from: json.span) }
        #expect(throws: EncodingError.self) { try FoundationPayloadCoder().encode(["a": Double.nan]) }
    }
}
