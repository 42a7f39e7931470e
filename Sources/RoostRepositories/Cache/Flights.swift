import Foundation
import Roost

/// The loads that are running: at most one for each key and type that callers may still join.
///
/// A *flight* is one load. Callers *board* it and wait. A flight that something has *diverted*, such as a removal of its
/// key, still serves those on board, but nobody boards it any more and its value is not stored.
final class Flights: Sendable {
    typealias ID = Int

    /// What identifies what is loaded. Callers that want different types of one key do not share a load.
    struct Route: Hashable, Sendable {
        /// In NFC UTF-8, which is hashed faster than a string can be that a client chose.
        let key: [UInt8]
        let outcome: ObjectIdentifier

        init(_ key: CacheKey, _ outcome: Any.Type) {
            self.key = Array(key.normalized.utf8)
            self.outcome = ObjectIdentifier(outcome)
        }
    }

    /// A place on a flight.
    struct Seat: Sendable {
        let flight: ID
        let passenger: Int
        /// Whether the flight has just been opened, so that this caller starts the load.
        let isFirst: Bool
    }

    /// What comes of the wish to board a flight.
    enum Boarding: Sendable {
        case seat(Seat)
        /// The flight waits for who wants to board it.
        case circular
        /// There are as many flights as may be, and none of them is the route's.
        case full
    }

    /// The flights that the current task is a part of, because a loader of theirs has started it.
    ///
    /// A task that outlives its loader is a part of nothing that could wait for it: its flight has landed then.
    @TaskLocal private static var underWay: Set<Leg> = []

    private struct Leg: Hashable {
        let flights: ObjectIdentifier
        let id: ID
    }

    private typealias Continuation = CheckedContinuation<any Sendable, any Error>

    private struct Flight {
        let route: Route
        /// In NFC UTF-8.
        let tags: [[UInt8]]
        /// Whether it goes on without anybody on board.
        let isBackground: Bool
        /// Those on board; nil as long as one is not waiting yet.
        var passengers: [Int: Continuation?] = [:]
        var task: Task<Void, Never>?
        var isCancelled = false
    }

    private struct State {
        var nextID = 0
        var flights: [ID: Flight] = [:]
        /// The flights that can be boarded, by key and type.
        var current: [[UInt8]: [ObjectIdentifier: ID]] = [:]
        /// What came of a flight for those who had boarded and were not waiting yet, by passenger.
        var landed: [Int: Result<any Sendable, any Error>] = [:]
        /// Until when no background flight is opened.
        var pauses: [Route: Date] = [:]

        mutating func newID() -> Int {
            nextID += 1
            return nextID
        }

        subscript(route: Route) -> ID? {
            get { current[route.key]?[route.outcome] }
            set {
                current[route.key, default: [:]][route.outcome] = newValue
                if newValue == nil, current[route.key]?.isEmpty ?? false { current[route.key] = nil }
            }
        }

        mutating func divert(where condition: (Flight) -> Bool) {
            for id in current.values.flatMap(\.values) {
                if let flight = flights[id], condition(flight) { self[flight.route] = nil }
            }
        }
    }

    private static let rememberedPauses = 4_096

    /// The most flights at once.
    private let limit: Int
    private let state = CacheLocked(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// Runs the loader of a flight.
    func run<Outcome>(_ id: ID, _ load: () async throws -> Outcome) async rethrows -> Outcome {
        try await Self.$underWay.withValue(Self.underWay.union([leg(id)]), operation: load)
    }

    private func leg(_ id: ID) -> Leg { Leg(flights: ObjectIdentifier(self), id: id) }

    /// Boards the current flight of a route, or opens one.
    func board(_ route: Route, tags: [[UInt8]]) -> Boarding {
        let underWay = Self.underWay
        return state.withLock { state in
            if let id = state[route], underWay.contains(leg(id)) { return .circular }
            if state[route] == nil, state.flights.count >= limit { return .full }
            let passenger = state.newID()
            if let id = state[route] {
                state.flights[id]?.passengers[passenger] = .some(nil)
                return .seat(Seat(flight: id, passenger: passenger, isFirst: false))
            }
            let id = state.newID()
            state.flights[id] = Flight(route: route, tags: tags, isBackground: false, passengers: [passenger: nil])
            state[route] = id
            return .seat(Seat(flight: id, passenger: passenger, isFirst: true))
        }
    }

    /// Opens a flight without anybody on board; nil when there is one already, when the last one has failed so recently
    /// that it is too early, and when there are as many as may be.
    func open(_ route: Route, tags: [[UInt8]], now: Date) -> ID? {
        state.withLock { state in
            guard state[route] == nil, state.flights.count < limit else { return nil }
            if let end = state.pauses[route] {
                guard now >= end else { return nil }
                state.pauses[route] = nil
            }
            let id = state.newID()
            state.flights[id] = Flight(route: route, tags: tags, isBackground: true)
            state[route] = id
            return id
        }
    }

    /// Opens no background flight of the route until then.
    func pause(_ route: Route, until end: Date, now: Date) {
        state.withLock { state in
            if state.pauses.count >= Self.rememberedPauses {
                state.pauses = state.pauses.filter { now < $0.value }
                if state.pauses.count >= Self.rememberedPauses { state.pauses = [:] }
            }
            state.pauses[route] = end
        }
    }

    /// Tells a flight which task loads its value, to be cancelled when nobody is left on board.
    func attach(_ task: Task<Void, Never>, to id: ID) {
        let isCancelled = state.withLock { state in
            state.flights[id]?.task = task
            return state.flights[id]?.isCancelled ?? false
        }
        if isCancelled { task.cancel() }
    }

    /// Whether the flight's value may be stored: nothing has diverted it, and somebody wants it.
    func isCurrent(_ id: ID) -> Bool {
        state.withLock { state in
            state.flights[id].map { state[$0.route] == id } ?? false
        }
    }

    /// Ends a flight: everybody on board gets what came of it.
    func land(_ id: ID, _ result: Result<any Sendable, any Error>) {
        let waiting = state.withLock { state -> [Continuation] in
            guard let flight = state.flights.removeValue(forKey: id) else { return [] }
            if state[flight.route] == id { state[flight.route] = nil }
            var waiting: [Continuation] = []
            for (passenger, continuation) in flight.passengers {
                if let continuation { waiting.append(continuation) } else { state.landed[passenger] = result }
            }
            return waiting
        }
        for continuation in waiting { continuation.resume(with: result) }
    }

    /// Waits for what comes of a flight. A caller that is cancelled leaves it, and the last one to leave cancels the
    /// load.
    func wait(_ seat: Seat) async throws -> any Sendable {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: Continuation) in
                let result = state.withLock { state -> Result<any Sendable, any Error>? in
                    if let result = state.landed.removeValue(forKey: seat.passenger) { return result }
                    state.flights[seat.flight]?.passengers[seat.passenger] = continuation
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            leave(seat)
        }
    }

    private func leave(_ seat: Seat) {
        let (continuation, task) = state.withLock { state -> (Continuation?, Task<Void, Never>?) in
            guard var flight = state.flights[seat.flight],
                let waiting = flight.passengers.removeValue(forKey: seat.passenger)
            else { return (nil, nil) }
            // Whoever is not waiting yet finds it when it does.
            if waiting == nil { state.landed[seat.passenger] = .failure(CancellationError()) }
            if flight.passengers.isEmpty, !flight.isBackground {
                flight.isCancelled = true
                if state[flight.route] == seat.flight { state[flight.route] = nil }
            }
            state.flights[seat.flight] = flight
            return (waiting, flight.isCancelled ? flight.task : nil)
        }
        task?.cancel()
        continuation?.resume(throwing: CancellationError())
    }

    // MARK: Diverting

    func divert(_ key: CacheKey) {
        let key = Array(key.normalized.utf8)
        state.withLock { $0.current[key] = nil }
    }

    func divert(tag: String) {
        let tag = Array(UnicodeText.normalized(tag).utf8)
        state.withLock { $0.divert { $0.tags.contains(tag) } }
    }

    func divert(prefix: CacheKeyPrefix) {
        state.withLock { $0.divert { prefix.matches($0.route.key) } }
    }

    func divertAll() {
        state.withLock { $0.current = [:] }
    }

    /// The number of flights under way.
    var count: Int { state.withLock { $0.flights.count } }
}
