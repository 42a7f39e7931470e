import Contenders
import Foundation
import Measuring

/// What a server does with tokens: 80 % look-ups, 12 % touches, 4 % refreshes, 2 % sign-ins, 2 % sign-outs.
struct Mix: Sendable {
    let name: String
    let threads: Int
    let rules: SessionRules
    /// Of all threads together.
    let operations: Int

    /// All that are measured.
    static func all(operations: Int) -> [Mix] {
        var coalesced = SessionRules()
        coalesced.touchInterval = 60
        var erasing = SessionRules()
        erasing.erases = true
        let variants = [
            ("mix", SessionRules(), [1, 8, 32]), ("mix-coalesced", coalesced, [1, 8, 32]),
            ("mix-relaxed", SessionRules(durability: .relaxed), [1, 8, 32]), ("mix-erasing", erasing, [8]),
        ]
        return variants.flatMap { name, rules, counts in
            counts.map { Mix(name: "\(name)-\($0)", threads: $0, rules: rules, operations: operations) }
        }
    }

    /// One turn on one side.
    ///
    /// - Returns: nanoseconds of all operations together.
    func run(_ verbs: any TokenVerbs, _ shards: [TokenShard], _ zipf: Zipf, round: Int) throws -> UInt64 {
        let start = nanoseconds()
        let share = shards.count / threads
        _ = try Threads.run(threads) { thread in
            let mine = Array(shards[thread * share..<(thread + 1) * share])
            var generator = SeededGenerator(seed: UInt64(round * 64 + thread))
            for _ in 0..<operations / threads {
                let shard = mine[generator.next(below: mine.count)]
                try step(verbs, shard, zipf, &generator)
            }
        }
        return nanoseconds() - start
    }

    private func step(
        _ verbs: any TokenVerbs, _ shard: TokenShard, _ zipf: Zipf, _ generator: inout SeededGenerator
    ) throws {
        switch generator.next(below: 100) {
        case 0..<80: try MixError.check(verbs.lookUp(shard[zipf.next(&generator)].access) != nil, "look-up")
        case 80..<92: try MixError.check(verbs.touch(shard[zipf.next(&generator)].access) != nil, "touch")
        case 92..<96:
            let position = zipf.next(&generator)
            let granted = try verbs.refresh(shard[position].refresh)
            try MixError.check(granted != nil, "refresh")
            if let granted { shard[position] = granted }
        case 96..<98:
            shard.append(try verbs.signIn(Account(number: generator.next(below: 500_000))))
        default: try MixError.check(verbs.signOut(shard.remove(&generator).access), "sign-out")
        }
    }
}

/// A live session that was not found: the numbers would mean nothing.
struct MixError: Error, CustomStringConvertible {
    let verb: String

    var description: String { "\(verb): a live session was not found" }

    static func check(_ isFound: Bool, _ verb: String) throws {
        if !isFound { throw MixError(verb: verb) }
    }
}
