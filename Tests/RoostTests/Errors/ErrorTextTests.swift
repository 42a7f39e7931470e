import Foundation
import RoostEngine
import RoostEngineTesting
import Testing

@testable import Roost

/// Every error says what happened, to what, and what to do, and shows no stored value.
@Suite struct ErrorTextTests {
    /// Stands in every record, key and value that an error is provoked with.
    static let secret = "hunter2"

    struct Case: Sendable, CustomStringConvertible {
        let code: RoostError.Code
        /// What the description has to name.
        let parts: [String]
        let provoke: @Sendable () throws -> Void
        /// Whether another error must stand behind it.
        var hasCause = false

        var description: String { "\(code)" }

        static func of(
            _ code: RoostError.Code, _ parts: String..., hasCause: Bool = false,
            provoke: @escaping @Sendable () throws -> Void
        ) -> Case {
            Case(code: code, parts: parts, provoke: provoke, hasCause: hasCause)
        }
    }

    @Test(arguments: cases) func anErrorSaysWhatHappenedToWhatAndWhatToDo(_ provoked: Case) throws {
        do {
            try provoked.provoke()
            Issue.record("nothing was thrown")
        } catch let error as RoostError {
            let text = error.description
            #expect(error.code == provoked.code, "\(error)")
            #expect(text.hasPrefix("\(provoked.code): \(error.message)"))
            #expect(!error.message.isEmpty && !error.remedy.isEmpty)
            #expect(text.hasSuffix("; \(error.remedy)"))
            for part in provoked.parts { #expect(text.contains(part), "\(text) lacks \(part)") }
            #expect(!text.contains(Self.secret), "\(text) shows a stored value")
            #expect(!text.contains("\n"))
            #expect((error as any Error).localizedDescription == text)
            #expect(error.recoverySuggestion == error.remedy)
            #expect((error.underlying != nil) == provoked.hasCause, "\(String(describing: error.underlying))")
        }
    }

    @Test func everyCodeIsProvokedOrHasItsRemedy() {
        let provoked = Set(Self.cases.map(\.code))
        for base in RoostError.Code.Base.allCases {
            let code = RoostError.Code(base: base)
            #expect(provoked.contains(code) || code == .missingPrimaryKey, "\(code) is not in the table")
            #expect(RoostError(code, "something happened").description == "\(code): something happened; \(code.remedy)")
        }
        #expect(Set(RoostError.Code.Base.allCases.map { RoostError.Code(base: $0).remedy }).count > 20)
    }

    /// From the engine to the last one who waits, the cause, the file and the number stay.
    @Test(arguments: [EngineError.Code.commitUnknown, .io])
    func theCauseIsKeptAcrossLayers(_ code: EngineError.Code) throws {
        let cause = EngineError(
            code, "No space left on device", path: "/data/app.roost/000012.log", errno: ENOSPC)
        let db = try ErrorTextStore.failing(with: cause)
        let errors = (0..<3).map { _ in
            #expect(throws: RoostError.self) { try db[Counter.self].put(Counter(name: Self.secret, value: 1)) }
        }
        #expect(errors[0]?.code == (code == .commitUnknown ? .commitUnknown : .poisoned))
        for error in errors {
            let text = try #require(error).description
            for part in [
                "No space left on device", "[/data/app.roost/000012.log]", "[errno 28]", "make room on the disk",
            ] {
                #expect(text.contains(part), "\(text) lacks \(part)")
            }
            #expect(error?.path == "/data/app.roost/000012.log")
            #expect(error?.errno == ENOSPC)
            var innermost = error?.underlying
            while let wrapped = innermost as? RoostError { innermost = wrapped.underlying }
            #expect((innermost as? EngineError)?.code == code)
            #expect(innermost?.localizedDescription.contains("No space left on device") == true)
        }
        #expect(errors[2]?.code == .poisoned)
    }
}
