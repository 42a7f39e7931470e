import Foundation
import Roost
import Testing

@testable import RoostRepositories

/// Each code of each error says what happened and what to do, in `description` and in `localizedDescription`.
@Suite struct ErrorTextTests {
    static let errors: [any LocalizedError & CustomStringConvertible] =
        CacheError.Code.Base.allCases.map {
            CacheError(.init(base: $0), "something happened", table: "cache", underlying: CancellationError())
        }
        + MaintenanceError.Code.Base.allCases.map { MaintenanceError(.init(base: $0), "something happened") }
        + SessionError.Code.Base.allCases.flatMap { base in
            [SessionError(.init(base: base)), SessionError(.init(base: base), UUID())]
        }

    @Test func everyErrorSaysWhatHappenedAndWhatToDo() throws {
        for error in Self.errors {
            let reason = try #require(error.failureReason)
            let remedy = try #require(error.recoverySuggestion)
            #expect(!reason.isEmpty && !remedy.isEmpty)
            #expect(error.description.contains(": \(reason)"), "\(error)")
            #expect(error.description.hasSuffix("; \(remedy)"), "\(error)")
            #expect(error.localizedDescription == error.description)
        }
        let option = PerformanceOptionError("interval is 0; it has to be from 1 ms to a day")
        #expect(option.localizedDescription == option.description)
    }

    @Test func placesAreNamed() {
        let id = UUID()
        #expect(SessionError(.expired, id).description.contains("[session \(id)]"))
        #expect(CacheError(.wrongType, "no", table: "cache").description.contains("[table cache]"))
    }
}
