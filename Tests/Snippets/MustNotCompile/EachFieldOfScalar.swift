// error: no exact matches in call to initializer
import Roost

#if WRONG
private let field = EachField("name", \Airport.name)
#else
private let field = Field("name", \Airport.name)
#endif
