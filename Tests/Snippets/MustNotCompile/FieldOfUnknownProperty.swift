// error: value of type 'Airport' has no member 'iata'
import Roost

#if WRONG
private let field = Field("iata", \Airport.iata)
#else
private let field = Field("icao", \Airport.icao)
#endif
