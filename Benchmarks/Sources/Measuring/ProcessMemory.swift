import Foundation

/// How much of this process is in memory, in bytes, by what it is.
package struct ProcessMemory: Codable, Sendable {
    /// What the process has allocated, and its stacks: `RssAnon`.
    package var allocated: Int
    /// Pages of files that it has mapped, which the system drops when it needs the room: `RssFile`.
    package var mapped: Int
    /// Both: `VmRSS`.
    package var resident: Int

    /// How it is at the moment; nil where there is no `/proc/self/status`, or one without these lines.
    package static func now() -> ProcessMemory? {
        // In one piece, because the file says that it is empty.
        guard let file = FileHandle(forReadingAtPath: "/proc/self/status"), let data = try? file.read(upToCount: 8_192)
        else { return nil }
        var kilobytes: [Substring: Int] = [:]
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            let fields = line.split { $0 == ":" || $0 == "\t" || $0 == " " }
            if fields.count == 3, fields[2] == "kB" { kilobytes[fields[0]] = Int(fields[1]) }
        }
        guard let allocated = kilobytes["RssAnon"], let mapped = kilobytes["RssFile"],
            let resident = kilobytes["VmRSS"]
        else { return nil }
        return ProcessMemory(allocated: allocated << 10, mapped: mapped << 10, resident: resident << 10)
    }

    /// The greater of each.
    package mutating func raise(to other: ProcessMemory) {
        allocated = max(allocated, other.allocated)
        mapped = max(mapped, other.mapped)
        resident = max(resident, other.resident)
    }

    /// What is more than in another moment.
    package static func - (later: ProcessMemory, earlier: ProcessMemory) -> ProcessMemory {
        ProcessMemory(
            allocated: later.allocated - earlier.allocated, mapped: later.mapped - earlier.mapped,
            resident: later.resident - earlier.resident)
    }
}
