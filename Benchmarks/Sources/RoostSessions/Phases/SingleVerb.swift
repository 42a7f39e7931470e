import Measuring

/// One verb, again and again from one thread, each call timed.
enum SingleVerb: String, CaseIterable, Sendable {
    case lookUp = "look-up"
    case touch, refresh
    case signIn = "sign-in"
    case signOut = "sign-out"

    /// Times calls; the tokens are drawn from one shard.
    func run(
        _ calls: Int, _ verbs: any TokenVerbs, _ shard: TokenShard, _ zipf: Zipf, round: Int
    ) throws -> Samples {
        var generator = SeededGenerator(seed: UInt64(1_000 + round))
        var samples = Samples()
        for _ in 0..<calls {
            let position = zipf.next(&generator)
            let tokens = shard[position]
            let start = nanoseconds()
            switch self {
            case .lookUp: try MixError.check(verbs.lookUp(tokens.access) != nil, rawValue)
            case .touch: try MixError.check(verbs.touch(tokens.access) != nil, rawValue)
            case .refresh:
                let granted = try verbs.refresh(tokens.refresh)
                try MixError.check(granted != nil, rawValue)
                if let granted { shard[position] = granted }
            case .signIn: shard.append(try verbs.signIn(Account(number: generator.next(below: 500_000))))
            case .signOut: try MixError.check(verbs.signOut(shard.remove(&generator).access), rawValue)
            }
            samples.add(nanoseconds: nanoseconds() - start, operations: 1)
        }
        return samples
    }
}
