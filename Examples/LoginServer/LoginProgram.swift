#if Hummingbird
import Foundation
import Hummingbird
import Logging
import NIOCore
import Roost

/// The program: `LoginServer [folder [port]]`. Port 0 is any that is free; the log says which.
struct LoginProgram {
    private static let host = "127.0.0.1"

    private let folder: String
    private let port: Int

    init(arguments: some Collection<String>) throws {
        guard arguments.count <= 2 else { throw StartFault.arguments }
        folder = arguments.first ?? "login-server.roost"
        guard let text = arguments.dropFirst().first else {
            port = 8080
            return
        }
        guard let port = Int(text), (0...65_535).contains(port) else { throw StartFault.port(text) }
        self.port = port
    }

    func run() async throws {
        // Only faults go to standard error.
        LoggingSystem.bootstrap(StreamLogHandler.standardOutput(label:))
        let database = try Database.open(at: folder, tables: LoginService.tables)
        do {
            let service = try LoginService(in: database, logger: Logger(label: "LoginServer"))
            greet()
            try await service.run(at: .hostname(Self.host, port: port))
        } catch {
            // What the server has not closed.
            try? await database.close()
            guard let fault = error as? IOError else { throw error }
            throw StartFault.address(Self.host, port: port, reason: String(cString: strerror(fault.errnoCode)))
        }
    }

    private func greet() {
        print(
            """
            Sessions are kept in \(folder). Try

                curl -i localhost:\(port)/login --json '{"name": "ada", "password": "demo-only-1815"}'
                curl -i localhost:\(port)/me -H 'Authorization: Bearer ...'
                curl -i localhost:\(port)/refresh --json '{"refreshToken": "..."}'

            """)
    }
}
#endif
