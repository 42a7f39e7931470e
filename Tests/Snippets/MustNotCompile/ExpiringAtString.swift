// error: instance method 'expiring(at:)' requires the types 'String' and 'Date' be equivalent
import Roost

#if WRONG
private let table = Airport.table.expiring(at: \Airport.Fields.name)
#else
private let table = Airport.table.expiring(at: \Airport.Fields.opened)
#endif
