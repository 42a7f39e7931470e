// error: argument type 'EachField<Airport, String>' does not conform to expected type 'IndexPartConvertible'
import Roost

#if WRONG
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
    Index($0.tags)
}
#else
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
    Index.each($0.tags)
}
#endif
