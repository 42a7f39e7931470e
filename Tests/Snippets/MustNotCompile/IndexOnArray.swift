// error: an index over the elements of an array field is Index.each(_:)
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
