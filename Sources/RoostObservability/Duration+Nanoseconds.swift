#if Observability
extension Duration {
    /// The nanoseconds, rounded towards zero.
    var wholeNanoseconds: Int64 {
        let attoseconds = attoseconds
        // Dividing by 128 bits is slow, and few things take nine seconds.
        if let short = Int64(exactly: attoseconds) { return short / 1_000_000_000 }
        return Int64(clamping: attoseconds / 1_000_000_000)
    }
}
#endif
