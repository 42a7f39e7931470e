#if Hummingbird
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import LoginServer

/// A client of a running server. It remembers each token it was given.
///
/// `@unchecked Sendable`: the tokens are only touched under the lock.
final class LoginClient: @unchecked Sendable {
    private let client: any TestClientProtocol
    private let lock = NSLock()
    private var tokens: [String] = []

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    /// All texts that must not show in a log.
    var secrets: [String] { lock.withLock { tokens } + ["demo-only"] }

    /// Where the server listens.
    var port: Int { get throws { try #require(client.port) } }

    func request(
        _ method: HTTPRequest.Method, _ path: String, token: String? = nil, authorization: String? = nil,
        body: String? = nil
    ) async throws -> TestResponse {
        var headers = HTTPFields()
        headers[.authorization] = authorization ?? token.map { "Bearer \($0)" }
        if body != nil { headers[.contentType] = "application/json" }
        return try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }

    func status(_ method: HTTPRequest.Method, _ path: String, token: String? = nil) async throws -> Int {
        try await request(method, path, token: token).status.code
    }

    func login(_ name: String = "ada", device: String? = nil) async throws -> Messages.Tokens {
        let password = name == "ada" ? "demo-only-1815" : "demo-only-1906"
        let device = device.map { #", "device": "\#($0)""# } ?? ""
        let response = try await request(
            .post, "/login", body: #"{"name": "\#(name)", "password": "\#(password)"\#(device)}"#)
        return try granted(response)
    }

    /// The response to an attempt to refresh.
    func attemptRefresh(_ refreshToken: String) async throws -> TestResponse {
        try await request(.post, "/refresh", body: #"{"refreshToken": "\#(refreshToken)"}"#)
    }

    func refresh(_ refreshToken: String) async throws -> Messages.Tokens {
        try granted(try await attemptRefresh(refreshToken))
    }

    /// The tokens in a response.
    func granted(_ response: TestResponse) throws -> Messages.Tokens {
        try #require(response.status == .ok)
        #expect(response.headers[.cacheControl] == "no-store")
        let granted = try Self.decode(Messages.Tokens.self, response)
        lock.withLock { tokens += [granted.accessToken, granted.refreshToken] }
        return granted
    }

    static func decode<T: Decodable>(_ type: T.Type, _ response: TestResponse) throws -> T {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: Data(response.body.readableBytesView))
    }
}

/// Expects that a request was refused, and how the client is told to do better.
func expectUnauthorized(
    _ response: TestResponse, error: String?, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    #expect(response.status == .unauthorized, sourceLocation: sourceLocation)
    let challenge = try #require(response.headers[.wwwAuthenticate], sourceLocation: sourceLocation)
    #expect(challenge.hasPrefix(#"Bearer realm="LoginServer""#), sourceLocation: sourceLocation)
    if let error {
        #expect(challenge.contains(#"error="\#(error)""#), sourceLocation: sourceLocation)
    } else {
        #expect(!challenge.contains("error"), sourceLocation: sourceLocation)
    }
}
#endif
