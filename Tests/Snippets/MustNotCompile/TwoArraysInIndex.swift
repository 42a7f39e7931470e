// error: requires that 'EachField<Airport, String>' conform to 'IndexPartConvertible'
import Roost

#if WRONG
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
    Index.each($0.tags, $0.tags)
}
#else
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
    Index.each($0.tags, $0.name)
}
#endif
