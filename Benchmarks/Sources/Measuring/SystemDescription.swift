package import Foundation

/// The machine and the versions a result belongs to.
package struct SystemDescription: Codable, Sendable {
    /// The processor and how many of it.
    package var processor: String
    /// Gibibytes of memory.
    package var memory: Int
    /// Kernel and distribution.
    package var system: String
    /// The file system that the stores are on.
    package var fileSystem: String
    /// The middle time of an `fdatasync` after a small append there, in microseconds.
    package var syncMicroseconds: Double
    /// The compiler.
    package var swift: String
    /// The commit that was measured.
    package var commit: String
    /// Further versions, by name.
    package var versions: [String: String]
    /// When, in UTC.
    package var date: String

    /// Asks the machine.
    ///
    /// - Parameters:
    ///   - folder: where the stores are.
    ///   - versions: of the libraries.
    package init(folder: URL, versions: [String: String]) {
        let process = ProcessInfo.processInfo
        let model = Self.field("model name", of: "/proc/cpuinfo") ?? "unknown processor"
        processor = "\(process.activeProcessorCount) x \(model)"
        memory = Int(process.physicalMemory >> 30)
        system = process.operatingSystemVersionString + ", " + (Self.output("uname", "-sr") ?? "")
        fileSystem =
            Self.output("df", "--output=fstype,source", folder.path)?.split(separator: "\n").last
            .map(String.init) ?? "unknown"
        syncMicroseconds = Self.measureSync(in: folder)
        swift = Self.output("swift", "--version")?.split(separator: "\n").first.map(String.init) ?? "unknown"
        commit = Self.output("git", "describe", "--always", "--dirty") ?? "unknown"
        self.versions = versions
        date = Date().formatted(.iso8601)
    }

    /// One line for each.
    package var text: String {
        var lines = ["\(processor), \(memory) GiB, \(system)"]
        lines.append("stores on \(fileSystem), fdatasync \(syncMicroseconds.short) us")
        lines.append("\(swift); Roost \(commit)")
        lines.append(versions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        lines.append(date)
        return lines.joined(separator: "\n")
    }

    private static func field(_ name: String, of path: String) -> String? {
        let text = try? String(contentsOfFile: path, encoding: .utf8)
        let line = text?.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func output(_ command: String...) -> String? {
        Command.output(command)
    }

    private static func measureSync(in folder: URL) -> Double {
        let path = folder.appendingPathComponent("sync-probe").path
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { return .nan }
        defer { try? FileManager.default.removeItem(atPath: path) }
        var samples = Samples()
        for _ in 0..<30 {
            let start = nanoseconds()
            guard (try? file.write(contentsOf: Data(count: 400))) != nil, (try? file.synchronize()) != nil else {
                return .nan
            }
            samples.add(nanoseconds: nanoseconds() - start, operations: 1)
        }
        return Samples.quantile(0.5, of: samples.values.sorted())
    }
}
