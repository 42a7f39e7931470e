import Foundation
import Testing

/// Random operations against a model. `ROOST_ORACLE_SEEDS` and `ROOST_ORACLE_STEPS` make it longer or shorter; `make hunt`
/// runs the long ones.
@Suite struct OracleTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seeds = UInt64(environment["ROOST_ORACLE_SEEDS"] ?? "") ?? 20
    private static let steps = Int(environment["ROOST_ORACLE_STEPS"] ?? "") ?? 500

    @Test("the store does what the model does", arguments: Array(0..<Self.seeds))
    func agrees(seed: UInt64) throws {
        try OracleRun(seed: seed).run(steps: Self.steps)
    }
}
