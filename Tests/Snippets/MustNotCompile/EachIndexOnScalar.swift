// error: cannot convert value of type 'Field<Airport, String>' to expected argument type 'EachField<Airport, V>'
import Roost

#if WRONG
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
    Index.each($0.name)
}
#else
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
    Index($0.name)
}
#endif
