// error: value of type 'Airport.Fields' has no member 'note'
import Roost

#if WRONG
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
    Index($0.note)
}
#else
private let table = Table("airports", fields: Airport.Fields(), primaryKey: \Airport.Fields.icao) {
    Index($0.name)
}
#endif
