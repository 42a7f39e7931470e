import Roost

/// Primary keys that the store assigns, and keys it refuses.
enum Keys {
    static func assign(_ db: Database) throws {
        print("Keys assigned by the store")
        let anna = try db[Account.self].add(Account(owner: "Anna", balance: 100))
        let others = try db[Account.self].bulkAdd([
            Account(owner: "Ben", balance: 50), Account(owner: "Cleo", balance: 0),
        ])
        try show("numbers of Anna, Ben and Cleo", [anna] + others, expected: [1, 2, 3])
        try db[Account.self].delete(3)
        try show(
            "number of Dora, after account 3 was deleted", try db[Account.self].add(Account(owner: "Dora", balance: 0)),
            expected: 4)
    }

    static func refuseDuplicates(_ db: Database) throws {
        print("\nA unique index that ignores case")
        do {
            try db[Account.self].add(Account(owner: "ANNA", balance: 1))
            throw Mismatch("there are two accounts of Anna")
        } catch let error as RoostError where error.code == .uniqueViolation {
            print("  \(error)")
            try show("account that holds the name", error.holder as? Int ?? 0, expected: 1)
        }
        let written = try db[Account.self].bulkAdd(
            [Account(owner: "anna", balance: 1), Account(owner: "Emil", balance: 20)], onConflict: .skip)
        try show("accounts added when conflicts are skipped", written.count, expected: 1)
    }
}
