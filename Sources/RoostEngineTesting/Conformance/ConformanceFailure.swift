import RoostEngine

/// What an engine got wrong.
package struct ConformanceFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String, file: StaticString = #fileID, line: UInt = #line) {
        self.description = "\(description) (\(file):\(line))"
    }
}

func expect(
    _ condition: @autoclosure () throws -> Bool, _ claim: String, file: StaticString = #fileID, line: UInt = #line
) throws {
    if try !condition() { throw ConformanceFailure("not true: \(claim)", file: file, line: line) }
}

func expectError(
    _ code: EngineError.Code, _ claim: String, file: StaticString = #fileID, line: UInt = #line,
    _ body: () throws -> Void
) throws {
    do {
        try body()
    } catch let error as EngineError {
        guard error.code == code else {
            throw ConformanceFailure("\(claim): \(code) expected, not \(error)", file: file, line: line)
        }
        return
    }
    throw ConformanceFailure("\(claim): \(code) expected, nothing thrown", file: file, line: line)
}
