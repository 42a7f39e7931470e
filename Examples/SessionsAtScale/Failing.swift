import Foundation

/// Ends the program, and says why in one line.
func fail(_ error: any Error) -> Never {
    let reason = "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
    FileHandle.standardError.write(Data("FAILED: \(reason)\n".utf8))
    exit(1)
}
