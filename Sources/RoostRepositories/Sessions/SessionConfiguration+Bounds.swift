import Roost

/// What a client can make long.
extension SessionConfiguration {
    func check(label: String?) throws {
        guard let length = label?.utf8.count, length > maxLabelBytes else { return }
        throw SessionError(.labelTooLong, "\(length) bytes, at most \(maxLabelBytes)")
    }

    func check(user: some SessionUser) throws {
        let length = try JSONSize.bytes(of: user)
        guard length > maxUserBytes else { return }
        throw SessionError(.userTooLarge, "\(length) bytes of JSON, at most \(maxUserBytes)")
    }
}
