// error: generic struct 'Field' requires that 'Airport.Position' conform to 'KeyComponent'
import Roost

#if WRONG
private let field = Field("position", \Airport.position)
#else
private let field = Field("position.latitude", \Airport.position.latitude)
#endif
