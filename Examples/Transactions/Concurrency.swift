import Roost

/// Writers and readers in many tasks at once.
enum Concurrency {
    private static let tasks = 8
    private static let transfersPerTask = 50

    static func run(_ db: Database) async throws {
        print("\n\(tasks) tasks with \(transfersPerTask) transfers each, and \(tasks) tasks that add up all balances")
        let total = try await sum(db)
        let counter = try await db[Account.self].add(Account(owner: "Counter", balance: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<tasks {
                group.addTask { try await transferBackAndForth(db, counter: counter, isForth: task.isMultiple(of: 2)) }
                group.addTask { try await addUp(db, counter: counter, expected: total) }
            }
            try await group.waitForAll()
        }
        try show("transfers counted", try balance(of: counter, in: db), expected: tasks * transfersPerTask)
        try await db[Account.self].delete(counter)
        try show("sum of all balances", try await sum(db), expected: total)
    }

    private static func transferBackAndForth(_ db: Database, counter: Int, isForth: Bool) async throws {
        for _ in 0..<transfersPerTask {
            // On disk within 50 ms; `.full`, the default, would wait for the disk each time.
            try await db.write(durability: .interval(milliseconds: 50)) { tx in
                try tx[Account.self].update(counter, .increment(\.balance))
                // Either account may run dry for a moment; only the sum has to hold.
                try tx[Account.self].update(isForth ? 1 : 2, .increment(\.balance, by: -1))
                try tx[Account.self].update(isForth ? 2 : 1, .increment(\.balance))
            }
        }
    }

    private static func addUp(_ db: Database, counter: Int, expected: Int) async throws {
        for _ in 0..<transfersPerTask {
            let sum = try await db.read { tx in
                var sum = 0
                try tx[Account.self].where(\.number).belowOrEqual(counter - 1).each { sum += $0.balance }
                return sum
            }
            guard sum == expected else { throw Mismatch("a reader saw half a transfer: \(sum) instead of \(expected)") }
        }
    }

    private static func sum(_ db: Database) async throws -> Int {
        try await db[Account.self].all.keys(\.balance).reduce(0, +)
    }
}
