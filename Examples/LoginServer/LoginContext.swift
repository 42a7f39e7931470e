#if Hummingbird
import Hummingbird
import NIOCore
import RoostRepositories

/// What is known of a request by anyone.
struct LoginContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Set by ``AccessTokenMiddleware``.
    var session: Session<Member>?
    /// Whom the request is counted for.
    let client: ClientAddress
    private let channel: any Channel

    init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        client = ClientAddress(source.channel.remoteAddress)
        channel = source.channel
    }

    /// Whether an answer would reach anyone.
    var isConnected: Bool { channel.isActive }

    /// Names, passwords and tokens are short.
    var maxUploadSize: Int { 4_096 }
}

/// What is known of a request by a member who is signed in. Routes of this context cannot be reached otherwise.
struct MemberContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let session: Session<Member>

    init(context: LoginContext) throws {
        guard let session = context.session else { throw HTTPError.unauthorized(.noToken) }
        coreContext = context.coreContext
        self.session = session
    }
}
#endif
