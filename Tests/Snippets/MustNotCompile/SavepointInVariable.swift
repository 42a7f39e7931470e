// error: lifetime-dependent variable 'leaked' escapes its scope
import Roost

private func later(_ db: Database) throws {
    #if WRONG
    try db.write { tx in
        var leaked: WriteTransaction?
        try tx.savepoint { inner in leaked = inner }
        try leaked?[Airport.self].clear()
    }
    #else
    try db.write { tx in
        try tx.savepoint { inner in try inner[Airport.self].clear() }
    }
    #endif
}
