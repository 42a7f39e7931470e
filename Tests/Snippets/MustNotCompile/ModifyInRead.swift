// error: referencing instance method 'modify' on 'Request' requires that 'ReadTransaction' conform to 'WriteScope'
import Roost

private func close(_ db: Database) throws {
    #if WRONG
    try db.read { tx in try tx[Airport.self].where(\.isOpen).equals(true).modify { $0.isOpen = false } }
    #else
    try db.write { tx in try tx[Airport.self].where(\.isOpen).equals(true).modify { $0.isOpen = false } }
    #endif
}
