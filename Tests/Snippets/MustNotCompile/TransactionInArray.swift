// error: generic struct 'Array' requires that 'WriteTransaction' conform to 'Escapable'
import Roost

private func later(_ db: Database) throws {
    #if WRONG
    try db.write { tx in
        let kept = [tx]
        try kept[0][Airport.self].clear()
    }
    #else
    try db.write { tx in
        let kept = tx
        try kept[Airport.self].clear()
    }
    #endif
}
