// error: this field has no condition yet: put an operator such as equals(_:) behind it
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name).toArray()
    #else
    try airports.where(\.name).startsWith("").toArray()
    #endif
}
