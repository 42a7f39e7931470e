import Foundation
import Measuring

/// The sides, in turns.
struct SessionsBench {
    let sides: [Population]
    let clock: MovingClock
    let rounds: Int
    let zipf: Zipf

    init(_ sides: [Population], clock: MovingClock, rounds: Int) {
        self.sides = sides
        self.clock = clock
        self.rounds = rounds
        var generator = SeededGenerator(seed: 7)
        zipf = Zipf(count: max(1, sides.first?.shards.map(\.count).min() ?? 1), generator: &generator)
    }

    /// A turn that is not counted, then the rounds; the side that begins changes.
    func measure(_ mix: Mix) throws -> [MixLine] {
        var samples: [Contender: Samples] = [:]
        for round in 0...rounds {
            for side in round.isMultiple(of: 2) ? sides : sides.reversed() {
                // The first touch of each session in a turn is due, on both sides.
                clock.advance(bySeconds: 61)
                let verbs = try side.store.verbs(mix.rules)
                let time = try mix.run(verbs, side.shards, zipf, round: round)
                guard round > 0 else { continue }
                samples[type(of: side.store).contender, default: Samples()].add(
                    nanoseconds: time, operations: mix.operations / mix.threads * mix.threads)
            }
        }
        return sides.compactMap { side in
            let contender = type(of: side.store).contender
            return samples[contender].map { MixLine(mix.name, contender, $0) }
        }
    }

    /// Every verb from one thread, a third of the calls in each of three rounds.
    func measure(_ verb: SingleVerb, _ rules: SessionRules, calls: Int) throws -> [VerbLine] {
        var samples: [Contender: Samples] = [:]
        for round in 0..<3 {
            for side in round.isMultiple(of: 2) ? sides : sides.reversed() {
                let verbs = try side.store.verbs(rules)
                samples[type(of: side.store).contender, default: Samples()].add(
                    try verb.run(calls / 3, verbs, side.shards[round], zipf, round: round))
            }
        }
        return sides.compactMap { side in
            let contender = type(of: side.store).contender
            return samples[contender].map { VerbLine(verb, rules.durability, contender, $0) }
        }
    }
}

/// The throughput of one side under a mix.
struct MixLine: Codable, Sendable {
    var workload: String
    var contender: Contender
    /// Operations of all threads in a second, the median of the rounds.
    var perSecond: Double
    /// The slowest and the quickest round.
    var slowest: Double
    var quickest: Double
    var rounds: Int

    init(_ workload: String, _ contender: Contender, _ samples: Samples) {
        let rates = samples.values.map { 1e6 / $0 }.sorted()
        self.workload = workload
        self.contender = contender
        perSecond = Samples.quantile(0.5, of: rates)
        slowest = Samples.quantile(0, of: rates)
        quickest = Samples.quantile(1, of: rates)
        rounds = rates.count
    }
}
