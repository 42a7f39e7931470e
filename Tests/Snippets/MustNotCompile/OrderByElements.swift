// error: an array field gives no order, because a record may have several elements
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.orderBy(\.tags).toArray()
    #else
    try airports.orderBy(\.city).toArray()
    #endif
}
