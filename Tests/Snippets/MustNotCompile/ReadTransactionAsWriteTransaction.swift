// error: cannot convert value of type 'ReadTransaction' to expected argument type 'WriteTransaction'
import Roost

private func empty(_ tx: WriteTransaction) throws { try tx[Airport.self].clear() }

private func removeAll(_ db: Database) throws {
    #if WRONG
    try db.read { tx in try empty(tx) }
    #else
    try db.write { tx in try empty(tx) }
    #endif
}
