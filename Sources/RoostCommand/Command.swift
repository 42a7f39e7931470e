import Foundation
import Roost

/// What `roost` can do with a store: look at it. It works on any store, without the program that wrote it.
enum Command: String, CaseIterable {
    case sizes
    case verify

    var summary: String {
        switch self {
        case .sizes: "records, index entries and bytes of every table"
        case .verify: "compare every record with every index and every counter"
        }
    }

    /// Runs the command and returns the exit status of the process: 2 for a store that has problems. 1 is for what cannot
    /// be looked at.
    func run(on path: String) throws -> Int32 {
        var options = DatabaseOptions()
        options.createsStore = false
        let db = try Database.open(at: path, tables: [], options: options)
        defer { try? db.close() }
        switch self {
        case .sizes:
            for line in SizeTable.lines(of: try db.statistics()) { print(line) }
            return 0
        case .verify:
            let report = try db.verify()
            for problem in report.problems { print(problem) }
            print("\(report.records) records, \(report.indexEntries) index entries, \(report.problems.count) problems")
            return report.isSound ? 0 : 2
        }
    }
}

/// How the command is called.
enum Usage {
    /// It was called otherwise.
    struct Mistake: Error, CustomStringConvertible {
        let description =
            "usage: roost COMMAND FOLDER, where COMMAND is "
            + Command.allCases.map(\.rawValue).joined(separator: " or ")
    }

    static let text =
        "usage: roost COMMAND FOLDER\n"
        + Command.allCases.map {
            "  \($0.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)) \($0.summary)"
        }
        .joined(separator: "\n")
}

/// An error as one line, whatever is in the names of files.
enum ErrorLine {
    static func text(of error: any Error) -> String {
        "roost: " + "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
