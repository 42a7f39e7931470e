/// Marks a `DecodingError.dataCorrupted` whose value is a sound raw value that the type has no case for, as when an
/// enumeration has lost one.
struct UnknownRawValue: Error {}

extension JSONDocument {
    /// The error of a type that refused its raw value, marked and without the value; nil for another error.
    @inline(never)
    func unknownValue<T: Decodable>(of type: T.Type, at index: Int, _ error: DecodingError) -> DecodingError? {
        guard case .dataCorrupted(let context) = error, let type = T.self as? any RawRepresentable.Type,
            refuses(type, at: index)
        else { return nil }
        return .dataCorrupted(
            DecodingError.Context(
                codingPath: context.codingPath,
                debugDescription: "The value at byte \(offset(of: index)) is none that \(T.self) knows.",
                underlyingError: UnknownRawValue()))
    }

    private func refuses<Value: RawRepresentable>(_ type: Value.Type, at index: Int) -> Bool {
        guard let rawType = Value.RawValue.self as? any Decodable.Type,
            let raw = try? decode(rawType, at: index) as? Value.RawValue
        else { return false }
        return Value(rawValue: raw) == nil
    }
}
