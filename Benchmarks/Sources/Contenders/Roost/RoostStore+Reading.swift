package import Foundation
import Roost
package import Sessions

extension RoostStore {
    package func get(_ item: SessionItem) throws -> Answer {
        answer(try db[Session.self].get(item.session.accessToken))
    }

    package func get(inOneScope items: [SessionItem]) throws -> Answer {
        try db.read { tx in
            var answer = Answer()
            for item in items {
                if let session = try tx[Session.self].get(item.session.accessToken) { answer.add(session) }
            }
            return answer
        }
    }

    package func getByRefreshToken(_ item: SessionItem) throws -> Answer {
        answer(try db.records(in: table).where(\.refreshToken).equals(item.session.refreshToken).first())
    }

    package func sessions(ofUser id: String) throws -> Answer {
        answer(try db[Session.self].where(\.userID).equals(id).toArray(), isOrdered: false)
    }

    package func scan() throws -> Answer {
        var answer = Answer(isOrdered: false)
        try db[Session.self].all.each { answer.add($0) }
        return answer
    }

    package func expiries(in range: Range<Date>) throws -> Answer {
        let times = try db[Session.self].where(\.expiresAt).between(range.lowerBound, range.upperBound)
            .keys(\.expiresAt)
        return answer(times: times)
    }

    package func count(expiring range: Range<Date>) throws -> Answer {
        Answer(
            count: try db[Session.self].where(\.expiresAt).between(range.lowerBound, range.upperBound).count())
    }

    package func byUpdate(reverse: Bool, offset: Int, limit: Int) throws -> Answer {
        let query = db[Session.self].orderBy(\.updatedAt).offset(offset).limit(limit)
        return answer(try (reverse ? query.reverse() : query).toArray())
    }

    package func expiring(in range: Range<Date>, named name: String) throws -> Answer {
        answer(
            try db[Session.self].where(\.expiresAt).between(range.lowerBound, range.upperBound)
                .where(\.userName).equals(name).toArray(),
            isOrdered: false)
    }

    package func emptyScope() throws {
        try db.read { _ in }
    }

    private func answer(_ session: Session?) -> Answer {
        var answer = Answer()
        if let session { answer.add(session) }
        return answer
    }

    private func answer(_ sessions: [Session], isOrdered: Bool = true) -> Answer {
        var answer = Answer(isOrdered: isOrdered)
        for session in sessions { answer.add(session) }
        return answer
    }

    private func answer(times: [Date]) -> Answer {
        var answer = Answer()
        for time in times { answer.add(time: time) }
        return answer
    }
}
