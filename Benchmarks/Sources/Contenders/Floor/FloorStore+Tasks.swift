package import Foundation
package import Sessions

/// The floor knows no tasks: it works on the thread that asks.
extension FloorStore {
    package func load(_ item: SessionItem) async throws -> Answer { try get(item) }

    package func renew(_ item: SessionItem, at time: Date) async throws { try touch(item, at: time) }

    package func create(_ item: SessionItem) async throws { try insert(item) }
}
