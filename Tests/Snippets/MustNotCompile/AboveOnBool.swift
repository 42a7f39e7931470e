// error: referencing instance method 'above' on 'Where' requires that 'Bool' conform to 'OrderedComponent'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.isOpen).above(false).toArray()
    #else
    try airports.where(\.isOpen).equals(true).toArray()
    #endif
}
