import CFloor
package import Foundation
import Measuring

/// The sessions of a run: those that the stores are loaded with, and more to insert later.
package final class Dataset: Sendable {
    /// All sessions.
    package let items: [SessionItem]
    /// How many the stores are loaded with; the first ones.
    package let count: Int
    /// The positions below ``count`` in random order.
    package let shuffled: [Int]
    private let generator: SessionGenerator
    private let popular: [Int]

    /// Makes sessions.
    ///
    /// - Parameters:
    ///   - count: how many the stores are loaded with; at most a million.
    ///   - more: how many to insert later.
    package init(count: Int, more: Int) {
        let generator = SessionGenerator(count: count)
        self.generator = generator
        self.count = count
        items = (0..<count + more).map { position in
            let session = generator.session(at: position)
            return SessionItem(session, json: session.json)
        }
        var random = SeededGenerator(seed: 1)
        shuffled = (0..<count).shuffled(using: &random)
        let zipf = Zipf(count: count, generator: &random)
        popular = (0..<1 << 16).map { _ in zipf.next(&random) }
    }

    /// The sessions that the stores are loaded with.
    package var loaded: ArraySlice<SessionItem> { items[..<count] }

    /// A session that is drawn the more often the more popular it is.
    package func popularItem(_ step: Int) -> SessionItem { items[popular[step & (popular.count - 1)]] }

    /// The middle number of bytes of a session's JSON.
    package var jsonBytes: Int { loaded.map(\.raw.json_length).sorted()[count / 2] }

    /// How many users there are; each has 100 sessions.
    package var userCount: Int { generator.userCount }

    /// The id of a user.
    package func userID(_ number: Int) -> String { generator.userID(number) }

    /// The names that users have.
    package var names: [String] { SessionGenerator.names }

    /// A range of expiry times with `size` loaded sessions in it, of which `skipping` expire earlier.
    package func expiries(_ size: Int, skipping: Int) -> Range<Date> {
        expiry(skipping)..<expiry(skipping + size)
    }

    /// A time before which `rank` loaded sessions expire, a quarter of a second from the next one.
    package func expiry(_ rank: Int) -> Date {
        Date(timeIntervalSinceReferenceDate: SessionGenerator.firstExpiry - 0.25 + Double(rank))
    }

    /// A time after every update of the dataset.
    package static let touchTime = Date(timeIntervalSinceReferenceDate: 795_000_000.5)
}
