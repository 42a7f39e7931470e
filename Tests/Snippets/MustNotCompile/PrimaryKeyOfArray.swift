// error: cannot convert value of type 'KeyPath<Airport.Fields, EachField<Airport, String>>' to expected argument type
import Roost

#if WRONG
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.tags)
#else
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao)
#endif
