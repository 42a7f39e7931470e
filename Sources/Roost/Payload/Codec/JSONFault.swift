/// What is wrong with JSON text, and at which byte. It becomes a `DecodingError` where the way to it is known.
enum JSONFault: Error {
    case malformed(Int)
    case loneSurrogate(Int)
    case tooDeep(Int)
    /// With the entry of the second name.
    case repeatedName(Int)
}
