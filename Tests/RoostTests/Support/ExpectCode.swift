import Testing

@testable import Roost

/// Expects a ``RoostError`` of this code.
func expectCode<Result>(
    _ code: RoostError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Result
) {
    do {
        _ = try body()
        Issue.record("nothing was thrown instead of \(code)", sourceLocation: sourceLocation)
    } catch {
        #expect((error as? RoostError)?.code == code, "\(error)", sourceLocation: sourceLocation)
    }
}
