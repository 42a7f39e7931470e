// error: referencing instance method 'startsWith' on 'Where' requires the types 'Int' and 'String' be equivalent
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.elevation).startsWith("1").toArray()
    #else
    try airports.where(\.elevation).between(1_000, 2_000).toArray()
    #endif
}
