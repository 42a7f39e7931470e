#if Hummingbird
import Foundation
import Hummingbird
import RoostRepositories

/// What the server takes and gives, as JSON.
enum Messages {
    struct Login: Decodable {
        /// Longer names of devices are refused.
        static let maximumDeviceBytes = 100

        let name: String
        let password: String
        /// How the session is called in the list of sessions.
        let device: String?
    }

    struct Refresh: Decodable {
        let refreshToken: String
    }

    /// As RFC 6749 has it, section 5.1, in camel case.
    struct Tokens: ResponseCodable {
        let accessToken: String
        let tokenType: String
        /// Seconds until the access token has to be refreshed.
        let expiresIn: Int
        let refreshToken: String

        init(_ granted: GrantedSession<Member>) {
            accessToken = granted.accessToken.text
            tokenType = "Bearer"
            expiresIn = Int(granted.session.accessExpiresAt.timeIntervalSince(granted.session.updatedAt))
            refreshToken = granted.refreshToken.text
        }
    }

    struct Me: ResponseCodable {
        let name: String
        let fullName: String
    }

    struct SessionView: ResponseCodable {
        let id: UUID
        let device: String?
        let loggedInAt: Date
        let activeAt: Date
        let expiresAt: Date
        /// Whether it is the session that asks.
        let isCurrent: Bool

        init(_ session: Session<Member>, isCurrent: Bool) {
            id = session.id
            device = session.label
            loggedInAt = session.createdAt
            activeAt = session.updatedAt
            expiresAt = session.expiresAt
            self.isCurrent = isCurrent
        }
    }

    struct Ended: ResponseCodable {
        let sessions: Int
    }
}
#endif
