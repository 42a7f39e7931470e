import Testing

@testable import RoostRepositories

@Suite(.timeLimit(.minutes(20))) struct EventBroadcastTests {
    @Test func everyStreamHearsEverythingAndSoDoesTheHandler() async {
        let log = EventLog<Int>()
        let broadcast = EventBroadcast<Int> { log.append($0) }
        let first = broadcast.subscribe()
        broadcast.send(1)
        let second = broadcast.subscribe()
        broadcast.send(2)
        broadcast.finish()
        broadcast.send(3)
        #expect(await all(first) == [1, 2])
        #expect(await all(second) == [2])
        #expect(log.events == [1, 2, 3])
    }

    @Test func aSlowConsumerLosesTheOldest() async {
        let broadcast = EventBroadcast<Int>(nil)
        let stream = broadcast.subscribe()
        for number in 0..<100 { broadcast.send(number) }
        broadcast.finish()
        #expect(await all(stream) == Array(36..<100))
    }

    @Test func streamsEndWithTheirSource() async {
        var broadcast: EventBroadcast<Int>? = EventBroadcast(nil)
        let stream = broadcast!.subscribe()
        broadcast?.send(1)
        broadcast = nil
        #expect(await all(stream) == [1])
    }

    /// For ThreadSanitizer: subscribing, sending and ending at once.
    @Test func allAtOnce() async {
        let broadcast = EventBroadcast<Int>(nil)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for number in 0..<200 { broadcast.send(number) }
                }
                group.addTask {
                    for _ in 0..<50 {
                        for await _ in broadcast.subscribe().prefix(1) {}
                    }
                }
            }
            group.addTask {
                // Whoever came after the last event would wait for ever.
                while !Task.isCancelled {
                    broadcast.finish()
                    await Task.yield()
                }
            }
            for _ in 0..<8 { await group.next() }
            group.cancelAll()
        }
    }

    private func all(_ stream: AsyncStream<Int>) async -> [Int] {
        await stream.reduce(into: []) { $0.append($1) }
    }
}
