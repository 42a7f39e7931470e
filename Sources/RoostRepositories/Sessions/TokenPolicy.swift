/// In which form tokens are stored. Look-ups go by digest under either, so that it can be changed at any time; sessions
/// have the form of their last refresh.
public enum TokenPolicy: Sendable, Hashable {
    /// As SHA-256 digests. No file of the store ever contains a token, so a stolen copy lets nobody in.
    case hashed
    /// As they are, beside their digests, for a store that is to be read by people or other programs. Whoever reads the
    /// files can use the sessions in them.
    case readable
}

extension TokenPolicy {
    /// What is stored of a token besides its digest.
    func readableForm(of token: Token) -> String? {
        switch self {
        case .hashed: nil
        case .readable: token.text
        }
    }
}
