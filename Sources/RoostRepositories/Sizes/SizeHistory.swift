import Foundation
import Roost

/// The samples kept in the store: at most one in each slot of time, and no more than so many.
struct SizeHistory: Sendable {
    /// The length of a slot, in seconds. Slots begin at multiples of it.
    let slot: TimeInterval
    /// The most samples kept.
    let limit: Int

    /// Whether no sample of the slot is kept yet.
    func wants(_ sample: SizeSample, after last: SizeSample?) -> Bool {
        guard let last else { return true }
        return place(of: sample.time) != place(of: last.time)
    }

    private func place(of time: Date) -> Double { (time.timeIntervalSinceReferenceDate / slot).rounded(.down) }

    /// The samples, oldest first.
    func samples(in database: Database) async throws -> [SizeSample] {
        try await database.records(in: SizeSample.table).toArray()
    }

    /// Adds a sample, and removes those beyond the limit and those of a future that the clock has taken back.
    ///
    /// - Returns: what is kept now, oldest first.
    func adding(_ sample: SizeSample, to database: Database) async throws -> [SizeSample] {
        let limit = limit
        return try await database.write(durability: .none) { transaction in
            let samples = transaction.records(in: SizeSample.table)
            try samples.put(sample)
            try samples.where(\.time).above(sample.time).delete()
            let surplus = try samples.count() - limit
            if surplus > 0 { try samples.orderBy(\.time).limit(surplus).delete() }
            return try samples.toArray()
        }
    }
}
