import Foundation

/// This program once more, so that what one step leaves in memory is not there in the next.
enum OwnProcess {
    /// Runs it with other arguments; what it prints about errors is shown.
    ///
    /// - Returns: what it writes to its standard output.
    static func output(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ScanFailure("\(arguments.joined(separator: " ")) failed with \(process.terminationStatus)")
        }
        return data
    }
}
