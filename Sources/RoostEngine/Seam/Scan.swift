/// Which end of a range a scan starts from.
package enum ScanDirection: Sendable {
    /// From the lower bound up.
    case forward
    /// From the upper bound down.
    case reverse
}

/// When a chunk is full: with the entry that reaches either bound, so that every chunk takes at least one.
package struct ScanLimit: Sendable {
    package var entries: Int
    /// Bytes of keys and values together.
    package var bytes: Int

    package init(entries: Int = 1024, bytes: Int = 256 << 10) {
        self.entries = entries
        self.bytes = bytes
    }
}

/// What is known about the rest of a range after a chunk of it.
package enum ScanResult: Sendable {
    /// More entries may follow.
    case more
    /// The range holds nothing further.
    case exhausted
}
