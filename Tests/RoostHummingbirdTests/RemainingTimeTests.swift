#if Hummingbird
import Foundation
import Hummingbird
import Roost
import RoostHummingbird
import Testing

/// What is left of a life is less than all of it, as libraries that store by this driver expect.
@Suite struct RemainingTimeTests {
    @Test(arguments: [0.0, 0.000_2, 0.000_5, 0.000_9]) func theTimeWithinAMillisecondCounts(start: Double) async throws
    {
        let store = try PersistStore()
        store.clock.advance(start)
        for lifetime in [1, 60, 600, 86_400] as [Int64] {
            try await store.driver.set(key: "\(lifetime)", value: "a", expires: .seconds(lifetime))
        }
        store.clock.advance(0.000_05)
        for lifetime in [1, 60, 600, 86_400] as [Int64] {
            let left = try #require(try await store.ttl("\(lifetime)") ?? nil)
            #expect(left < .seconds(lifetime))
            #expect(left > .seconds(lifetime) - .milliseconds(1))
        }
    }

    @Test func bySystemTimeItIsLessAtOnce() async throws {
        let db = try Database.inMemory(tables: [RoostPersistDriver.table()])
        let driver = try RoostPersistDriver(db)
        for index in 0..<200 {
            let key = "\(index)"
            try await driver.set(key: key, value: "a", expires: .seconds(600))
            let left = try #require(try await driver.getWithTTL(key: key, as: String.self)?.ttl)
            #expect(left < .seconds(600))
        }
    }
}
#endif
