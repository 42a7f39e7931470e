import CLevelDB

extension EngineError.Code {
    init(_ code: cldb_code) {
        switch code {
        case CLDB_CORRUPTION: self = .corruption
        case CLDB_INVALID_ARGUMENT: self = .invalidArgument
        case CLDB_NOT_SUPPORTED: self = .notSupported
        case CLDB_LOCKED: self = .locked
        default: self = .io
        }
    }
}

/// Makes a call that reports through a code and a message. True when it succeeded, false for "not found".
@discardableResult
func check(
    path: String?, _ call: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> cldb_code
) throws(EngineError) -> Bool {
    var message: UnsafeMutablePointer<CChar>?
    let code = call(&message)
    if code == CLDB_OK { return true }
    if code == CLDB_NOT_FOUND { return false }
    defer { cldb_free(message) }
    throw EngineError(EngineError.Code(code), levelDB: message.map { String(cString: $0) } ?? "no memory", folder: path)
}

extension Span<UInt8> {
    /// Lends the bytes to C. An empty span has an address too.
    func withBytes<Result>(
        _ body: (UnsafePointer<UInt8>, Int) throws(EngineError) -> Result
    ) throws(EngineError) -> Result {
        try withUnsafeBufferPointer { buffer throws(EngineError) in
            if let base = buffer.baseAddress { return try body(base, buffer.count) }
            return try withUnsafePointer(to: 0) { empty throws(EngineError) in try body(empty, 0) }
        }
    }
}
