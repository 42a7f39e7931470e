/// How long the JSON of a value is.
package enum JSONSize {
    /// The bytes of the text that would be stored.
    ///
    /// - Throws: what the value's own `encode(to:)` throws, and `RoostError.Code.encodingFailed`.
    package static func bytes(of value: some Encodable) throws -> Int {
        try RecordCoder().encode(value).count
    }
}
