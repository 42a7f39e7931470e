import Foundation

/// The memory of this process.
package enum ResidentMemory {
    /// Bytes of this process that are in memory at the moment; nil where the system does not tell.
    package static func bytes() -> Int? {
        guard let file = FileHandle(forReadingAtPath: "/proc/self/statm"), let data = try? file.read(upToCount: 256)
        else { return nil }
        let fields = String(decoding: data, as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }
}
