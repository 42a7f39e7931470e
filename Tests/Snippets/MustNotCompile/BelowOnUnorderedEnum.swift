// error: referencing instance method 'below' on 'Where' requires that 'Airport.Size' conform to 'OrderedComponent'
import Roost

private func query(_ airports: Records<Airport, Database>) throws -> [Airport] {
    #if WRONG
    try airports.where(\.size).below(.large).toArray()
    #else
    try airports.where(\.size).equals(.small).toArray()
    #endif
}
