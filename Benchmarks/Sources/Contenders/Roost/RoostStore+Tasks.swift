package import Foundation
import Roost
package import Sessions

extension RoostStore {
    package func load(_ item: SessionItem) async throws -> Answer {
        try get(item)
    }

    package func renew(_ item: SessionItem, at time: Date) async throws {
        try await db[Session.self].update(item.session.accessToken, .set(\.updatedAt, to: time))
    }

    package func create(_ item: SessionItem) async throws {
        try await db[Session.self].add(item.session)
    }
}
