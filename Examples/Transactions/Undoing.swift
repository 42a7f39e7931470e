import Roost

/// What errors undo: a statement, a savepoint or a transaction, and nothing else.
enum Undoing {
    static func transaction(_ db: Database) throws {
        print("\nAn error that leaves a transaction undoes all of it")
        do {
            try db.write { tx in
                try transfer(70, from: 1, to: 2, in: tx)
                try transfer(70, from: 1, to: 2, in: tx)
            }
            throw Mismatch("the second transfer was not covered")
        } catch let error as NotCovered {
            try show("missing, as the error says that passed through unchanged", error.missing, expected: 40)
        }
        try show("balance of Anna", try balance(of: 1, in: db), expected: 100)
        try show("balance of Ben", try balance(of: 2, in: db), expected: 50)
    }

    static func savepoint(_ db: Database) throws {
        print("\nAn error that leaves a savepoint undoes the savepoint")
        let refused = try db.write { tx in
            var refused: [Int] = []
            for amount in [30, 90, 40] {
                do {
                    try tx.savepoint { tx in try transfer(amount, from: 1, to: 2, in: tx) }
                } catch is NotCovered {
                    refused.append(amount)
                }
            }
            return refused
        }
        try show("transfers refused", refused, expected: [90])
        try show("balance of Anna", try balance(of: 1, in: db), expected: 30)
        try show("balance of Ben", try balance(of: 2, in: db), expected: 120)
    }

    static func statement(_ db: Database) throws {
        print("\nA statement that fails has done nothing, and its transaction goes on")
        let count = try db.write { tx in
            let before = try tx[Account.self].count()
            do {
                try tx[Account.self].bulkAdd([Account(owner: "Fritz", balance: 5), Account(owner: "ben", balance: 5)])
                throw Mismatch("there are two accounts of Ben")
            } catch let error as RoostError where error.code == .uniqueViolation {
                try show("position of the record refused", error.position ?? 0, expected: 1)
            }
            try show("accounts more than before", try tx[Account.self].count() - before, expected: 0)
            return before
        }
        try show("accounts", try db[Account.self].count(), expected: count)
    }
}
