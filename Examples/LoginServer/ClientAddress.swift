#if Hummingbird
import Foundation
import NIOCore

/// Whom a request is counted for: an IPv4 address, or the first 64 bits of an IPv6 address, because one client has all of
/// the rest.
///
/// Behind a proxy it is the proxy's. Whoever puts one before the server takes the client's address from a header that the
/// proxy sets, and from no other peer.
struct ClientAddress: Hashable, Sendable {
    let text: String

    /// Those that are not told apart.
    static let others = ClientAddress(text: "others")

    private init(text: String) { self.text = text }

    init(_ address: SocketAddress?) {
        switch address {
        case .v6(let address):
            let bytes = withUnsafeBytes(of: address.address.sin6_addr) { [UInt8]($0) }
            text = Self.text(ofVersion6: bytes)
        default: text = address?.ipAddress ?? "local"
        }
    }

    private static func text(ofVersion6 bytes: [UInt8]) -> String {
        let isVersion4 = bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
        return isVersion4
            ? bytes.suffix(4).map(String.init).joined(separator: ".")
            : bytes.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "/64"
    }
}
#endif
