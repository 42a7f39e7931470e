extension CodingFailure {
    /// The same kind of error at the same place, without what it may show of stored values: keys of dictionaries, the text of
    /// whoever refused the value, and the value. Errors of other kinds are returned as they are.
    static func redacted(_ error: any Error) -> any Error {
        guard let failure = CodingFailure(error) else { return error }
        func context(_ path: [any CodingKey], _ cause: (any Error)? = nil) -> DecodingError.Context {
            DecodingError.Context(
                codingPath: path.map(redacted), debugDescription: failure.clause,
                underlyingError: cause as? UnknownRawValue)
        }
        switch error {
        case DecodingError.keyNotFound(let key, let old):
            return DecodingError.keyNotFound(redacted(key), context(old.codingPath))
        case DecodingError.valueNotFound(let type, let old):
            return DecodingError.valueNotFound(type, context(old.codingPath))
        case DecodingError.typeMismatch(let type, let old):
            return DecodingError.typeMismatch(type, context(old.codingPath))
        case DecodingError.dataCorrupted(let old):
            return DecodingError.dataCorrupted(context(old.codingPath, old.underlyingError))
        case EncodingError.invalidValue(let value, let old):
            return EncodingError.invalidValue(
                type(of: value),
                EncodingError.Context(codingPath: old.codingPath.map(redacted), debugDescription: failure.clause))
        default: return error
        }
    }

    private static func redacted(_ key: any CodingKey) -> any CodingKey {
        isStored(key) ? JSONCodingKey("*", isStored: true) : key
    }
}
