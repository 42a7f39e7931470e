import CFloor
package import Foundation
import Measuring
package import Sessions

extension FloorStore {
    package func get(_ item: SessionItem) throws -> Answer {
        var raw = item.raw
        return try answer { floor_get(handle, &raw, &$0) }
    }

    package func get(inOneScope items: [SessionItem]) throws -> Answer {
        try answer { answer in
            for item in items {
                var raw = item.raw
                guard floor_get(handle, &raw, &answer) else { return false }
            }
            return true
        }
    }

    package func getByRefreshToken(_ item: SessionItem) throws -> Answer {
        var raw = item.raw
        return try answer { floor_get_unique(handle, &raw, &$0) }
    }

    package func sessions(ofUser id: String) throws -> Answer {
        try answer(isOrdered: false) { floor_sessions_of_user(handle, id, id.utf8.count, &$0) }
    }

    package func scan() throws -> Answer {
        try answer(isOrdered: false) { floor_scan(handle, &$0) }
    }

    package func expiries(in range: Range<Date>) throws -> Answer {
        var answer = Answer()
        var times: [Double] = []
        var failed = false
        // As the others do, the floor makes an array of the times.
        times = [Double](unsafeUninitializedCapacity: 1 << 17) { buffer, count in
            var found = floor_answer(count: 0, digest: 0, factor: 1)
            failed = !floor_expiries(
                handle, range.lowerBound.timeIntervalSinceReferenceDate,
                range.upperBound.timeIntervalSinceReferenceDate, buffer.baseAddress, buffer.count, &found)
            count = Int(found.count)
        }
        try check(!failed)
        for time in times { answer.add(time: Date(timeIntervalSinceReferenceDate: time)) }
        return answer
    }

    package func count(expiring range: Range<Date>) throws -> Answer {
        try answer {
            floor_count(
                handle, range.lowerBound.timeIntervalSinceReferenceDate,
                range.upperBound.timeIntervalSinceReferenceDate, &$0)
        }
    }

    package func byUpdate(reverse: Bool, offset: Int, limit: Int) throws -> Answer {
        try answer { floor_by_update(handle, reverse, offset, limit, &$0) }
    }

    package func expiring(in range: Range<Date>, named name: String) throws -> Answer {
        try answer(isOrdered: false) {
            floor_expiring_named(
                handle, range.lowerBound.timeIntervalSinceReferenceDate,
                range.upperBound.timeIntervalSinceReferenceDate, name, name.utf8.count, &$0)
        }
    }

    package func emptyScope() throws { floor_empty_scope(handle) }
}
