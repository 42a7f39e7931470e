import Foundation
import RoostEngineTesting
import Testing

@testable import Roost

@Suite("Dates as text") struct DateTextTests {
    private static func seconds(_ text: String?) -> Double? {
        text.flatMap { CivilDate.seconds(Array($0.utf8).span) }
    }

    @Test(arguments: UInt64(0)..<8) func foundationReadsAndWritesTheSame(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            // The years 1600 to 2400: before, Foundation's calendar is another one.
            let milliseconds = Int.random(in: -12_600_000_000_000...12_600_000_000_000, using: &generator)
            let date = Date(timeIntervalSinceReferenceDate: Double(milliseconds) / 1_000)
            let full = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            // Foundation cuts off what a Double has rounded down.
            for (text, limit) in [
                (DateText.iso8601WithFractionalSeconds.text(of: date), 0.0005), (full.format(date), 0.0011),
            ] {
                let seconds = try #require(Self.seconds(text))
                #expect(abs(seconds - date.timeIntervalSinceReferenceDate) < limit, "\(text ?? "")")
            }
            let whole = Date(timeIntervalSinceReferenceDate: (Double(milliseconds) / 1_000).rounded(.down))
            #expect(DateText.iso8601.text(of: date) == Date.ISO8601FormatStyle().format(whole))
            let day = Date.ISO8601FormatStyle().year().month().day().format(whole)
            #expect(DateText.iso8601Day.text(of: date) == day)
        }
    }

    @Test func theFirstAndTheLastYear() throws {
        for text in ["0000-01-01T00:00:00Z", "0000-02-29T23:59:59Z", "1900-03-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
            let seconds = try #require(Self.seconds(text))
            #expect(DateText.iso8601.text(of: Date(timeIntervalSinceReferenceDate: seconds)) == text)
        }
        for date in [Date.distantFuture.addingTimeInterval(1e15), Date(timeIntervalSinceReferenceDate: -1e12)] {
            #expect(DateText.iso8601.text(of: date) == nil)
        }
    }

    @Test func offsetsAndFractions() throws {
        let texts = [
            "2024-02-29T12:30:00.250Z", "2024-02-29T14:30:00.25+02:00", "2024-02-29T14:30:00.25+0200",
            "2024-02-29T05:00:00.25000000000000000001-07:30",
        ]
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let expected = try style.parse(texts[0]).timeIntervalSinceReferenceDate
        for text in texts { #expect(Self.seconds(text) == expected, "\(text)") }
    }
}
