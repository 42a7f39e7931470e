// error: cannot convert value of type 'String' to expected argument type 'Int'
import Roost

#if WRONG
private let field = Field("elevation", \Airport.elevation, default: "0")
#else
private let field = Field("elevation", \Airport.elevation, default: 0)
#endif
