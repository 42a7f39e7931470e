#if Hummingbird
import Roost

/// Why the program cannot start.
enum StartFault: Error, CustomStringConvertible {
    case arguments
    case port(String)
    case address(String, port: Int, reason: String)

    var description: String {
        switch self {
        case .arguments: "too many arguments; usage: LoginServer [folder [port]]"
        case .port(let text): "the port is \(text.debugDescription); it has to be a number from 0 to 65535"
        case .address(let host, let port, let reason): "\(host):\(port) cannot be listened on: \(reason)"
        }
    }
}
#endif
