import Measuring

/// Tokens of live sessions that one thread works with at a time: as long as it does, nobody else changes these sessions,
/// so that every one of them has to be found.
///
/// `@unchecked Sendable`: a shard belongs to one thread at a time, and is handed on only when that has ended.
final class TokenShard: @unchecked Sendable {
    private var tokens: [GrantedTokens]

    init(_ tokens: [GrantedTokens]) {
        self.tokens = tokens
    }

    var count: Int { tokens.count }

    subscript(position: Int) -> GrantedTokens {
        get { tokens[position % tokens.count] }
        set { tokens[position % tokens.count] = newValue }
    }

    func append(_ new: GrantedTokens) { tokens.append(new) }

    /// Takes a session out; the last one takes its place.
    func remove(_ generator: inout SeededGenerator) -> GrantedTokens {
        let position = generator.next(below: tokens.count)
        let removed = tokens[position]
        tokens[position] = tokens[tokens.count - 1]
        tokens.removeLast()
        return removed
    }
}
