#if Hummingbird
import Foundation
import Hummingbird
import Roost
import RoostHummingbird
import Testing

/// Keys that clients choose: cookies, parts of paths.
@Suite struct KeyLengthTests {
    private static let maximum = RoostPersistDriver.maximumKeyBytes
    private static let marks = "\u{301}\u{323}\u{302}"

    private static let tooLong = [
        String(repeating: "k", count: maximum + 1), String(repeating: "é", count: maximum / 2 + 1),
        "a" + String(repeating: marks, count: 10_000), String(repeating: "e\u{301}", count: 20_000),
        String(repeating: "\u{0}", count: 60_000), String(repeating: "\u{FB2C}", count: 20_000),
    ]

    @Test func whatIsTooLongHasNoValue() async throws {
        let store = try PersistStore()
        // Its table reads nothing from now on, so that whatever looked for a key would throw.
        try await store.db.close()
        for key in Self.tooLong {
            #expect(try await store.value(key) == nil)
            #expect(try await store.ttl(key) == nil)
            try await store.driver.remove(key: key)
        }
        await #expect { _ = try await store.value("short") } throws: { RoostError.Code.closed ~= $0 }
    }

    @Test(arguments: [nil, Duration.zero, .seconds(10)]) func whatIsTooLongIsNotStored(expires: Duration?) async throws
    {
        let store = try PersistStore()
        for key in Self.tooLong {
            await #expect {
                try await store.driver.set(key: key, value: "a", expires: expires)
            } throws: {
                RoostError.Code.keyTooLong ~= $0 && !"\($0)".contains("kk")
            }
            await #expect {
                try await store.driver.create(key: key, value: "a", expires: expires)
            } throws: {
                RoostError.Code.keyTooLong ~= $0
            }
        }
        #expect(try await store.db.records(in: RoostPersistDriver.table()).count() == 0)
    }

    @Test func theLongestIsStored() async throws {
        let store = try PersistStore()
        for key in [String(repeating: "k", count: Self.maximum), String(repeating: "é", count: Self.maximum / 2)] {
            try await store.driver.set(key: key, value: "a")
            #expect(try await store.value(key) == "a")
            try await store.driver.remove(key: key)
            #expect(try await store.value(key) == nil)
        }
    }
}
#endif
