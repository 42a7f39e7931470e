// error: (aka 'Where<Airport, String, Database>') has no member 'toArray'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.name).toArray()
    #else
    try airports.where(\.name).startsWith("").toArray()
    #endif
}
