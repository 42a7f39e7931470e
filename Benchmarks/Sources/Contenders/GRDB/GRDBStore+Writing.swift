package import Foundation
import GRDB
package import Sessions

extension GRDBStore {
    package func insert(_ items: ArraySlice<SessionItem>) throws {
        try pool.write { db in
            for item in items { try SessionRow(item.session).insert(db) }
        }
    }

    package func insert(_ item: SessionItem) throws {
        try pool.write { try SessionRow(item.session).insert($0) }
    }

    package func touch(_ item: SessionItem, at time: Date) throws {
        _ = try pool.write { db in
            try SessionRow.filter(key: item.session.accessToken)
                .updateAll(db, SessionRow.Columns.updatedAt.set(to: time))
        }
    }

    package func touch(_ items: ArraySlice<SessionItem>, at time: Date) throws {
        try pool.write { db in
            for (index, item) in items.enumerated() {
                try SessionRow.filter(key: item.session.accessToken)
                    .updateAll(db, SessionRow.Columns.updatedAt.set(to: time.addingTimeInterval(Double(index))))
            }
        }
    }

    package func deleteExpiring(before time: Date) throws -> Int {
        try pool.write { db in
            try SessionRow.filter(SessionRow.Columns.expiresAt < time).deleteAll(db)
        }
    }
}
