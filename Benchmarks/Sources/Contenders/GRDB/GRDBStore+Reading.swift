package import Foundation
import GRDB
package import Sessions

extension GRDBStore {
    package func get(_ item: SessionItem) throws -> Answer {
        answer(try pool.read { try SessionRow.fetchOne($0, key: item.session.accessToken) })
    }

    package func get(inOneScope items: [SessionItem]) throws -> Answer {
        try pool.read { db in
            var answer = Answer()
            for item in items {
                if let row = try SessionRow.fetchOne(db, key: item.session.accessToken) { answer.add(row) }
            }
            return answer
        }
    }

    package func getByRefreshToken(_ item: SessionItem) throws -> Answer {
        answer(
            try pool.read { db in
                try SessionRow.filter(SessionRow.Columns.refreshToken == item.session.refreshToken).fetchOne(db)
            })
    }

    package func sessions(ofUser id: String) throws -> Answer {
        let rows = try pool.read { try SessionRow.filter(SessionRow.Columns.userId == id).fetchAll($0) }
        return answer(rows, isOrdered: false)
    }

    package func scan() throws -> Answer {
        try pool.read { db in
            var answer = Answer(isOrdered: false)
            let rows = try SessionRow.fetchCursor(db)
            while let row = try rows.next() { answer.add(row) }
            return answer
        }
    }

    package func expiries(in range: Range<Date>) throws -> Answer {
        let times = try pool.read { db in
            try SessionRow.select(SessionRow.Columns.expiresAt, as: Date.self)
                .filter(range.contains(SessionRow.Columns.expiresAt))
                .order(SessionRow.Columns.expiresAt)
                .fetchAll(db)
        }
        var answer = Answer()
        for time in times { answer.add(time: time) }
        return answer
    }

    package func count(expiring range: Range<Date>) throws -> Answer {
        Answer(
            count: try pool.read { db in
                try SessionRow.filter(range.contains(SessionRow.Columns.expiresAt)).fetchCount(db)
            })
    }

    package func byUpdate(reverse: Bool, offset: Int, limit: Int) throws -> Answer {
        let updatedAt = SessionRow.Columns.updatedAt
        let request = SessionRow.order(reverse ? updatedAt.desc : updatedAt.asc).limit(limit, offset: offset)
        return answer(try pool.read { try request.fetchAll($0) })
    }

    package func expiring(in range: Range<Date>, named name: String) throws -> Answer {
        let rows = try pool.read { db in
            try SessionRow.filter(range.contains(SessionRow.Columns.expiresAt))
                .filter(SessionRow.Columns.userName == name)
                .fetchAll(db)
        }
        return answer(rows, isOrdered: false)
    }

    package func emptyScope() throws {
        try pool.read { _ in }
    }

    private func answer(_ row: SessionRow?) -> Answer {
        var answer = Answer()
        if let row { answer.add(row) }
        return answer
    }

    private func answer(_ rows: [SessionRow], isOrdered: Bool = true) -> Answer {
        var answer = Answer(isOrdered: isOrdered)
        for row in rows { answer.add(row) }
        return answer
    }
}
