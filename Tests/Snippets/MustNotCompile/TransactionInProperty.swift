// error: stored property 'tx' of 'Escapable'-conforming struct 'Repository' has non-Escapable type 'WriteTransaction'
import Roost

#if WRONG
private struct Repository {
    let tx: WriteTransaction
    func empty() throws { try tx[Airport.self].clear() }
}
#else
private func empty(_ tx: WriteTransaction) throws { try tx[Airport.self].clear() }
#endif

private func later(_ db: Database) throws {
    #if WRONG
    try db.write { tx in try Repository(tx: tx).empty() }
    #else
    try db.write { tx in try empty(tx) }
    #endif
}
