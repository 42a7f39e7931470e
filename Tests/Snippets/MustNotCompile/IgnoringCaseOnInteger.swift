// error: property 'ignoringCase' requires the types 'Int' and 'String' be equivalent
import Roost

#if WRONG
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
    Index($0.elevation.ignoringCase)
}
#else
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
    Index($0.name.ignoringCase)
}
#endif
