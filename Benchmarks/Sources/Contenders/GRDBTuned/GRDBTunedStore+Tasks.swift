package import Foundation
import GRDB
package import Sessions

extension GRDBTunedStore {
    package func load(_ item: SessionItem) async throws -> Answer {
        let token = item.session.accessToken
        let session = try await pool.read { try Self.session(token, $0) }
        var answer = Answer()
        if let session { answer.add(session) }
        return answer
    }

    package func renew(_ item: SessionItem, at time: Date) async throws {
        let token = item.session.accessToken
        try await pool.write { try Self.touch(token, at: time, $0) }
    }

    package func create(_ item: SessionItem) async throws {
        let session = item.session
        try await pool.write { try Self.insert(session, $0) }
    }
}
