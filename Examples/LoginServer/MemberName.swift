#if Hummingbird
import Foundation

/// A name as members log in with it.
///
/// The length is looked at before anything else, because normalising, comparing and hashing text all take longer the longer
/// it is. In NFC, so that the forms of one name are one account.
struct MemberName: Hashable, Sendable {
    static let maximumBytes = 64

    let text: String

    /// Nil for what is no member's name.
    init?(_ typed: String) {
        guard (1...Self.maximumBytes).contains(typed.utf8.count) else { return nil }
        text = typed.precomposedStringWithCanonicalMapping
    }
}
#endif
