import Foundation

/// What this process takes of the machine's memory, the clients it plays included.
enum Memory {
    /// The most bytes it ever had in memory; nil where the system does not tell.
    static var peakBytes: Int? {
        var usage = rusage()
        #if os(Linux)
        guard getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
        return usage.ru_maxrss * 1_024
        #else
        guard getrusage(RUSAGE_SELF, &usage) == 0 else { return nil }
        return usage.ru_maxrss
        #endif
    }
}
