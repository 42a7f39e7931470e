// error: Index.each(_:) is for an EachField; the index over a Field is Index(_:)
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
