package import CFloor
import Foundation

/// A session, and the same one encoded for the floor.
///
/// The bytes that `raw` points to are never freed and, but for those of a ``RenewedItem``, never changed; that is why
/// an item may cross threads.
package struct SessionItem: @unchecked Sendable {
    /// What Roost and GRDB write.
    package let session: Session
    /// What the floor writes.
    package let raw: floor_session

    init(_ session: Session, json: [UInt8]) {
        self.session = session
        raw = floor_session(
            token: Self.kept(session.accessToken.utf8), token_length: session.accessToken.utf8.count,
            refresh_token: Self.kept(session.refreshToken.utf8), refresh_token_length: session.refreshToken.utf8.count,
            user: Self.kept(session.user.id.utf8), user_length: session.user.id.utf8.count,
            updated: session.updatedAt.timeIntervalSinceReferenceDate,
            expires: session.expiresAt.timeIntervalSinceReferenceDate, json: Self.kept(json), json_length: json.count)
    }

    /// A key and a value for the floor, without anything that an index needs.
    package static func raw(key: String, json: [UInt8]) -> floor_session {
        var raw = floor_session()
        raw.token = kept(key.utf8)
        raw.token_length = key.utf8.count
        raw.json = kept(json)
        raw.json_length = json.count
        return raw
    }

    init(session: Session, raw: floor_session) {
        self.session = session
        self.raw = raw
    }

    static func kept(_ bytes: some Collection<UInt8>) -> UnsafePointer<CChar> {
        let memory = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
        _ = memory.update(fromContentsOf: bytes.lazy.map(CChar.init(bitPattern:)))
        return UnsafePointer(memory.baseAddress ?? UnsafeMutablePointer.allocate(capacity: 1))
    }
}

extension Session {
    /// The session as JSON in the order of its members. It has no character that JSON escapes.
    package var json: [UInt8] {
        let roles = user.roles.map { "\"\($0)\"" }.joined(separator: ",")
        let text = """
            {"accessToken":"\(accessToken)","refreshToken":"\(refreshToken)","user":{"id":"\(user.id)",\
            "name":"\(user.name)","email":"\(user.email)","roles":[\(roles)]},\
            "createdAt":\(createdAt.timeIntervalSinceReferenceDate),\
            "updatedAt":\(updatedAt.timeIntervalSinceReferenceDate),\
            "expiresAt":\(expiresAt.timeIntervalSinceReferenceDate)}
            """
        return Array(text.utf8)
    }
}
