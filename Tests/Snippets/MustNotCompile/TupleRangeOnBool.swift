// error: instance method 'above' requires that 'Bool' conform to 'OrderedComponent'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.elevation, \.isOpen).above(1_000, false).toArray()
    #else
    try airports.where(\.elevation, \.city).above(1_000, "").toArray()
    #endif
}
