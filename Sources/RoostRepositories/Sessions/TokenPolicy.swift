/// In which form tokens are stored.
public enum TokenPolicy: Sendable, Hashable {
    /// As SHA-256 digests. No file of the store ever contains a token, so a stolen copy lets nobody in.
    case hashed
    /// As they are, for a store that is to be read by people or other programs. Whoever reads the files can use the
    /// sessions in them.
    case readable
}

extension TokenPolicy {
    /// What is stored for a token. The two forms have no text in common, so that a digest, which is no secret, is never
    /// taken for a readable token, nor the other way round.
    func storedForm(of token: PresentedToken) -> String {
        switch self {
        case .hashed: "sha256:" + token.digest.text
        case .readable: token.text
        }
    }
}
