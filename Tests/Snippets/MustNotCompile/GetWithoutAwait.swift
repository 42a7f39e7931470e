// error: expression is 'async' but is not marked with 'await'
import Roost

private func find(_ airports: Records<Airport, Database>) async throws -> Airport? {
    #if WRONG
    try airports.get(\.city, "Zug")
    #else
    try await airports.get(\.city, "Zug")
    #endif
}
