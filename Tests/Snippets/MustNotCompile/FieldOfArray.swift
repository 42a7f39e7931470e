// error: generic struct 'Field' requires that 'Array<String>' conform to 'KeyComponent'
import Roost

#if WRONG
private let field = Field("tags", \Airport.tags)
#else
private let field = EachField("tags", \Airport.tags)
#endif
