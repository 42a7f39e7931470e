#if Hummingbird
import Crypto

/// What attempts to sign in are counted by. Digests: what someone types for a name, a password by mistake perhaps, is not
/// kept, all are of one length, and no name can be made to look like another key.
struct SignInKeys: Sendable {
    let address: String
    let addressOfAccount: String
    let account: String
    let sessionsOfAccount: String

    init(_ name: MemberName, _ client: ClientAddress) {
        address = Self.digest("address", client.text)
        addressOfAccount = Self.digest("addressOfAccount", name.text, client.text)
        account = Self.digest("account", name.text)
        sessionsOfAccount = Self.digest("sessionsOfAccount", name.text)
    }

    private static func digest(_ parts: String...) -> String {
        var hash = SHA256()
        for part in parts { hash.update(data: Array("\(part.utf8.count):\(part)".utf8)) }
        return hash.finalize().prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
#endif
