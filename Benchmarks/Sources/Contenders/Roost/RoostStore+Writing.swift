package import Foundation
import Roost
package import Sessions

extension RoostStore {
    package func insert(_ items: ArraySlice<SessionItem>) throws {
        try db.records(in: table).bulkAdd(items.lazy.map(\.session))
    }

    package func insert(_ item: SessionItem) throws {
        try db.records(in: table).add(item.session)
    }

    package func touch(_ item: SessionItem, at time: Date) throws {
        try db[Session.self].update(item.session.accessToken, .set(\.updatedAt, to: time))
    }

    package func touch(_ items: ArraySlice<SessionItem>, at time: Date) throws {
        try db.write { tx in
            for (index, item) in items.enumerated() {
                let time = time.addingTimeInterval(Double(index))
                try tx[Session.self].update(item.session.accessToken, .set(\.updatedAt, to: time))
            }
        }
    }

    package func deleteExpiring(before time: Date) throws -> Int {
        try db[Session.self].where(\.expiresAt).below(time).delete()
    }
}
