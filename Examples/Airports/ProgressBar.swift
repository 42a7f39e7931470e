import Foundation

/// A line that shows how far a load has come. Draws nothing when the output is not a terminal.
struct ProgressBar {
    private static let width = 40

    let total: Int
    private let isVisible = isatty(STDOUT_FILENO) != 0

    init(total: Int) {
        self.total = total
    }

    func show(_ done: Int) {
        guard isVisible else { return }
        let filled = Self.width * done / max(1, total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        write("\r  \(bar) \(done.grouped) of \(total.grouped)")
    }

    /// Takes the line away.
    func clear() {
        guard isVisible else { return }
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) {
        print(text, terminator: "")
        fflush(nil)
    }
}
