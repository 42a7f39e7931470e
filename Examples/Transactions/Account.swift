import Roost

/// A bank account. The store assigns the number.
struct Account: Codable, Sendable, Equatable {
    var number: Int?
    var owner: String
    var balance: Int
}

extension Account: Record {
    struct Fields: Sendable {
        let number = Field("number", \Account.number)
        let owner = Field("owner", \Account.owner)
        let balance = Field("balance", \Account.balance)
    }

    static let table = Table("accounts", fields: Fields(), autoIncrement: \Fields.number) {
        Index.unique($0.owner.ignoringCase)
        Index($0.balance)
    }
}

/// A transfer that an account cannot pay for.
struct NotCovered: Error {
    let missing: Int
}

/// Moves an amount from one account to another, inside the caller's transaction.
func transfer(_ amount: Int, from payer: Int, to payee: Int, in tx: borrowing WriteTransaction) throws {
    try tx[Account.self].update(payer, .increment(\.balance, by: -amount))
    try tx[Account.self].update(payee, .increment(\.balance, by: amount))
    let balance = try tx[Account.self].get(payer)?.balance ?? 0
    if balance < 0 { throw NotCovered(missing: -balance) }
}

/// The balance of an account; 0 when there is none.
func balance(of number: Int, in db: Database) throws -> Int {
    try db[Account.self].get(number)?.balance ?? 0
}
