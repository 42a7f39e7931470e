// error: property 'ignoringCase' requires the types 'Int' and 'String' be equivalent
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.orderBy(\.city, \.elevation.ignoringCase).toArray()
    #else
    try airports.orderBy(\.city.ignoringCase, \.elevation.descending).toArray()
    #endif
}
