package import Foundation
package import Measuring
import Roost
import Sessions

/// Roost as its users write it.
package final class RoostStore: SessionStore {
    package static let contender = Contender.roost

    let db: Database
    let table: Table<Session, String>

    package init(at folder: URL, indexes: SessionIndexes, durability: StoreDurability) throws {
        var options = DatabaseOptions()
        options.durability =
            switch durability {
            case .relaxed: .none
            case .interval: .interval(milliseconds: 100)
            case .full: .full
            }
        table = indexes == .unique ? Session.uniqueTable : Session.table
        db = try Database.open(at: folder.path, tables: [table], options: options)
    }

    package func close() throws { try db.close() }

    package func settle() throws { try db.compact() }
}
