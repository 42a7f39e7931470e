// error: EachField is for arrays; a single value is declared as Field(_:_:)
import Roost

#if WRONG
private let field = EachField("name", \Airport.name)
#else
private let field = Field("name", \Airport.name)
#endif
