/// The largest things an engine takes.
package struct StoreLimits: Sendable {
    package var maxKeyBytes: Int
    package var maxValueBytes: Int
    /// Bytes of a whole batch, encoded.
    package var maxBatchBytes: Int

    package init(maxKeyBytes: Int = 2048, maxValueBytes: Int = 66 << 10, maxBatchBytes: Int = 256 << 20) {
        self.maxKeyBytes = maxKeyBytes
        self.maxValueBytes = maxValueBytes
        self.maxBatchBytes = maxBatchBytes
    }
}
