import Roost

/// What transactions see of each other.
enum Isolation {
    static func view(_ db: Database) throws {
        print("\nA read transaction keeps its view while others write")
        try db.read { tx in
            try show("balance at first", try tx[Account.self].get(1)?.balance ?? 0, expected: 30)
            try writeElsewhere(db)
            try show("balance after a commit elsewhere", try tx[Account.self].get(1)?.balance ?? 0, expected: 30)
        }
        try show("balance after the transaction", try balance(of: 1, in: db), expected: 31)
    }

    static func reentry(_ db: Database) throws {
        print("\nA database used inside its own transaction")
        do {
            try db.write { tx in
                try tx[Account.self].delete(1)
                _ = try db[Account.self].count()
            }
            throw Mismatch("the database let itself be used inside its own transaction")
        } catch let error as RoostError where error.code == .reentrant {
            print("  \(error)")
        }
        try show("balance of Anna, whose account is still there", try balance(of: 1, in: db), expected: 31)
    }

    /// Commits on another thread: this one is inside a transaction.
    private static func writeElsewhere(_ db: Database) throws {
        let worker = Worker {
            try db.write { tx in _ = try tx[Account.self].update(1, .increment(\.balance)) }
        }
        try worker.wait()
    }
}
