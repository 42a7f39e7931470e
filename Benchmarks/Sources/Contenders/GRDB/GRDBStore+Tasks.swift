package import Foundation
import GRDB
package import Sessions

extension GRDBStore {
    package func load(_ item: SessionItem) async throws -> Answer {
        let token = item.session.accessToken
        let row = try await pool.read { try SessionRow.fetchOne($0, key: token) }
        var answer = Answer()
        if let row { answer.add(row) }
        return answer
    }

    package func renew(_ item: SessionItem, at time: Date) async throws {
        let token = item.session.accessToken
        _ = try await pool.write { db in
            try SessionRow.filter(key: token).updateAll(db, SessionRow.Columns.updatedAt.set(to: time))
        }
    }

    package func create(_ item: SessionItem) async throws {
        try await pool.write { try SessionRow(item.session).insert($0) }
    }
}
