#if Hummingbird
import Hummingbird

/// Why someone is not let in.
enum Refusal: String {
    case noToken = "An access token is needed."
    case unknown = "The token is unknown. Log in again."
    case expired = "The access token has expired. Refresh it."
    case reused = "The refresh token was used before. The session has ended; log in again."
    case wrongPassword = "Name or password are wrong."

    /// RFC 6750, section 3.1: no error where none was presented.
    fileprivate var challenge: String {
        switch self {
        case .noToken, .wrongPassword: #"Bearer realm="LoginServer""#
        case .unknown, .expired, .reused:
            #"Bearer realm="LoginServer", error="invalid_token", error_description="\#(rawValue)""#
        }
    }
}

extension HTTPError {
    static func unauthorized(_ refusal: Refusal) -> HTTPError {
        HTTPError(.unauthorized, headers: [.wwwAuthenticate: refusal.challenge], message: refusal.rawValue)
    }

    static func tooManyRequests(retryAfter seconds: Double) -> HTTPError {
        HTTPError(
            .tooManyRequests, headers: [.retryAfter: "\(Int(seconds.rounded(.up)))"],
            message: "Too many attempts. Wait before the next one.")
    }
}
#endif
