// A server where users log in: Hummingbird over sessions that Roost keeps.
//
//     swift run --traits Hummingbird LoginServer [folder [port]]

#if Hummingbird
import Hummingbird
import Logging
import Roost

let arguments = CommandLine.arguments.dropFirst()
let folder = arguments.first ?? "login-server.roost"
let port = arguments.dropFirst().first.flatMap { Int($0) } ?? 8080

let db = try Database.open(at: folder, tables: LoginService.tables)
let service = try LoginService(in: db, logger: Logger(label: "LoginServer"))
print(
    """
    Sessions are kept in \(folder). Try

        curl -i localhost:\(port)/login --json '{"name": "ada", "password": "demo-only-1815"}'
        curl -i localhost:\(port)/me -H 'Authorization: Bearer ...'
        curl -i localhost:\(port)/refresh --json '{"refreshToken": "..."}'

    """)
try await service.buildApplication(at: .hostname("127.0.0.1", port: port)).runService()
#else
print("It needs Hummingbird: swift run --traits Hummingbird LoginServer")
#endif
