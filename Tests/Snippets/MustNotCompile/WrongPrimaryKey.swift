// error: cannot convert value of type 'Int' to expected argument type 'String'
import Roost

private func find(_ airports: Records<Airport, Database>) throws -> Airport? {
    #if WRONG
    try airports.get(5)
    #else
    try airports.get("LSZH")
    #endif
}
