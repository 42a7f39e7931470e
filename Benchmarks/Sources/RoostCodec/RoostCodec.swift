#if TESTABLE

import Foundation
import Measuring
import Sessions

@testable import Roost

/// Measures encode and decode of one record, of Roost's codec and of Foundation's.
///
/// Roost's codec is no part of its interface, so this program is built with `-enable-testing`, in a folder of its own;
/// what is built so is slower rather than faster than what users get. Its argument is the number of rounds; its output
/// are rows of the results as JSON.
@main
struct RoostCodec {
    /// Nanoseconds that each codec has in each round.
    static let turn: UInt64 = 150_000_000

    static func main() throws {
        let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 5
        let sessions = Dataset(count: 1_000, more: 0).items.map(\.session)
        let roost = RecordCoder()
        // As most users do, one for all records.
        let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
        let encoded = try sessions.map { try roost.encode($0) }
        let data = try sessions.map { try encoder.encode($0) }
        try verify(sessions, roost: encoded, foundation: data)

        let passes: [(workload: String, contender: Contender, pass: () throws -> Void)] = [
            ("encode", .roost, { for session in sessions { blackHole(try roost.encode(session)) } }),
            ("encode", .foundation, { for session in sessions { blackHole(try encoder.encode(session)) } }),
            ("decode", .roost, { for json in encoded { blackHole(try roost.decode(Session.self, from: json.span)) } }),
            ("decode", .foundation, { for json in data { blackHole(try decoder.decode(Session.self, from: json)) } }),
        ]
        var samples = [Samples](repeating: Samples(), count: passes.count)
        for round in 0..<rounds {
            for offset in passes.indices {
                let index = (offset + round) % passes.count
                samples[index].add(try measure(sessions.count, passes[index].pass))
            }
        }
        let rows = zip(passes, samples).compactMap { pass, samples in
            Row(workload: pass.workload, contender: pass.contender, samples: samples)
        }
        print(String(decoding: try JSONEncoder().encode(rows), as: UTF8.self))
    }

    /// A sample is one pass over all sessions, for each of them.
    private static func measure(_ operations: Int, _ pass: () throws -> Void) rethrows -> Samples {
        try pass()
        var samples = Samples()
        let end = nanoseconds() + turn
        while nanoseconds() < end {
            let start = nanoseconds()
            try pass()
            samples.add(nanoseconds: nanoseconds() - start, operations: operations)
        }
        return samples
    }

    /// Each codec must read what the other one wrote.
    private static func verify(_ sessions: [Session], roost: [[UInt8]], foundation: [Data]) throws {
        for (index, session) in sessions.enumerated() {
            let first = try JSONDecoder().decode(Session.self, from: Data(roost[index]))
            let second = try RecordCoder().decode(Session.self, from: [UInt8](foundation[index]).span)
            guard first == session, second == session else {
                throw Disagreement("the codecs do not agree on session \(index)")
            }
        }
    }
}

/// The codecs do not read each other.
struct Disagreement: Error {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}

#else

@main
struct RoostCodec {
    static func main() {
        print("roost-codec has to be built with -Xswiftc -enable-testing -Xswiftc -DTESTABLE")
    }
}

#endif
