import Foundation

func megabytes(_ bytes: Int) -> String {
    String(format: "%.1f MB", Double(bytes) / 1_000_000)
}

func milliseconds(_ duration: Duration) -> String {
    String(format: "%.0f ms", duration / .milliseconds(1))
}

func secondsText(_ seconds: Double) -> String {
    String(format: "%6.2f s", seconds)
}

extension String {
    /// The text behind as many spaces as it takes.
    func aligned(to width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - count)) + self
    }
}
