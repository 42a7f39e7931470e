import Foundation

/// A program that was built with the tests, run as a user runs it.
struct Program {
    struct Ending {
        let status: Int32
        /// Whether it has returned, rather than having been ended by a signal, which a trap is.
        let hasExited: Bool
        let output: String
        let errors: String
    }

    let name: String

    /// Runs it to its end.
    func run(_ arguments: [String], environment: [String: String] = [:], in folder: String) throws -> Ending {
        let process = Process()
        process.executableURL = Self.folder.appendingPathComponent(name)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        // Files, because nobody has to read them at the same time.
        let outputs = try ["output", "errors"].map { name in
            let file = URL(fileURLWithPath: folder).appendingPathComponent("\(UUID().uuidString).\(name)")
            try Data().write(to: file)
            return (file, try FileHandle(forWritingTo: file))
        }
        process.standardOutput = outputs[0].1
        process.standardError = outputs[1].1
        try process.run()
        process.waitUntilExit()
        let texts = try outputs.map { file, handle in
            try handle.close()
            return String(decoding: try Data(contentsOf: file), as: UTF8.self)
        }
        return Ending(
            status: process.terminationStatus, hasExited: process.terminationReason == .exit, output: texts[0],
            errors: texts[1])
    }

    /// A file, for where a folder was expected.
    static let file = Bundle.module.bundleURL.appendingPathComponent("Resources/file").path

    private static var folder: URL { Bundle.module.bundleURL.deletingLastPathComponent() }
}
