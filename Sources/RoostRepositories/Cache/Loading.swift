import Foundation
import Roost

/// How a value is loaded and stored. `Outcome` is `V`, or `V?` where there may be none.
struct Loading<V: Codable & Sendable, Outcome: Sendable>: Sendable {
    let key: CacheKey
    let route: Flights.Route
    /// In NFC UTF-8.
    let tags: [[UInt8]]
    let load: @Sendable () async throws -> Outcome
    /// A cached value as an outcome.
    let value: @Sendable (V) -> Outcome
    /// A known absence as an outcome; nil where there must be a value.
    let absence: Outcome?
    /// What is stored of an outcome.
    let draft: @Sendable (Outcome) -> CacheDraft

    init(
        key: CacheKey, tags: [String], load: @escaping @Sendable () async throws -> Outcome,
        value: @escaping @Sendable (V) -> Outcome, absence: Outcome?,
        draft: @escaping @Sendable (Outcome) -> CacheDraft
    ) {
        self.key = key
        route = Flights.Route(key, Outcome.self)
        self.tags = tags.map { Array(UnicodeText.normalized($0).utf8) }
        self.load = load
        self.value = value
        self.absence = absence
        self.draft = draft
    }
}

extension Cache {
    /// Serves a value from the cache, or by a flight.
    func value<V, Outcome>(_ loading: Loading<V, Outcome>) async throws -> Outcome {
        let now = now
        let lookup = try usable(loading, now: now)
        count(lookup, now: now)
        switch lookup {
        case .fresh(let value, _):
            return loading.value(value)
        case .stale(let value, _):
            reload(loading, now: now)
            return loading.value(value)
        case .knownAbsent:
            if let absence = loading.absence { return absence }
        case .missing:
            break
        }
        let seat: Flights.Seat
        switch flights.board(loading.route, tags: loading.tags) {
        case .seat(let taken): seat = taken
        case .circular: throw CacheError(.recursiveLoad, "a loader asks for what it is loading", table: table.name)
        case .full:
            throw CacheError(.tooManyLoads, "\(options.maxLoads) loads are under way", table: table.name)
        }
        if seat.isFirst {
            let task = Task { await fly(seat.flight, loading) { _ in } }
            flights.attach(task, to: seat.flight)
        } else {
            counters.withLock { $0.coalesced += 1 }
        }
        let outcome = try await flights.wait(seat)
        guard let outcome = outcome as? Outcome else {
            // A route has one type of outcome.
            throw CacheError(.wrongType, "the loaded value is no \(Outcome.self)", table: table.name)
        }
        return outcome
    }

    /// What is cached, as far as it can serve the call: a value of another type cannot, and is loaded anew.
    private func usable<V, Outcome>(_ loading: Loading<V, Outcome>, now: Date) throws -> CacheLookup<V> {
        do {
            let lookup = try CacheLookup(find(loading.key, as: V.self), as: V.self, now: now, in: table.name)
            if case .knownAbsent = lookup, loading.absence == nil { return .missing }
            return lookup
        } catch CacheError.Code.wrongType {
            return .missing
        }
    }

    /// Loads a stale value anew, unless somebody does already.
    private func reload<V, Outcome>(_ loading: Loading<V, Outcome>, now: Date) {
        guard let flight = flights.open(loading.route, tags: loading.tags, now: now) else { return }
        Task {
            await fly(flight, loading) { error in
                let now = self.now
                flights.pause(loading.route, until: now + options.reloadPause, now: now)
                report(.reload, key: loading.key.text, error)
            }
        }
    }

    /// Loads and stores a value and lands the flight.
    private func fly<V, Outcome>(
        _ flight: Flights.ID, _ loading: Loading<V, Outcome>, onFailure: (any Error) -> Void
    ) async {
        do {
            let outcome: Outcome
            if let cached = try cached(loading) {
                outcome = cached
            } else {
                outcome = try await flights.run(flight) { try await load(loading) }
                await store(outcome, of: flight, loading)
            }
            flights.land(flight, .success(outcome))
        } catch {
            onFailure(error)
            flights.land(flight, .failure(error))
        }
    }

    private func load<V, Outcome>(_ loading: Loading<V, Outcome>) async throws -> Outcome {
        counters.withLock { $0.loads += 1 }
        do {
            return try await loading.load()
        } catch {
            // To be cancelled is no failure of the loader.
            if !Task.isCancelled { counters.withLock { $0.loadFailures += 1 } }
            throw error
        }
    }

    /// What another flight has stored between this caller's look-up and its boarding.
    private func cached<V, Outcome>(_ loading: Loading<V, Outcome>) throws -> Outcome? {
        switch try usable(loading, now: now) {
        case .fresh(let value, _): loading.value(value)
        case .knownAbsent: loading.absence
        case .stale, .missing: nil
        }
    }

    /// Stores what was loaded, if nobody has stored or removed anything under its key meanwhile.
    private func store<V, Outcome>(
        _ outcome: Outcome, of flight: Flights.ID, _ loading: Loading<V, Outcome>
    ) async {
        guard flights.isCurrent(flight) else { return }
        do {
            _ = try await store([loading.draft(outcome)], .land(flight))
        } catch is CancellationError where Task.isCancelled {
            // Nobody waits for it any more, and nothing has failed.
        } catch {
            counters.withLock { $0.storeFailures += 1 }
            report(.store, key: loading.key.text, error)
        }
    }
}
