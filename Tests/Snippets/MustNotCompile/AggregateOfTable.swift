// error: a table is no query: call this on all, or on a condition
import Roost

private func highest(_ airports: Records<Airport, Database>) throws -> Int? {
    #if WRONG
    try airports.max(\.elevation)
    #else
    try airports.all.max(\.elevation)
    #endif
}
