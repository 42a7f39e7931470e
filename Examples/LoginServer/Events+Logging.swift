#if Hummingbird
import Logging
import Roost
import RoostRepositories

extension SessionEvent<String> {
    func log(to logger: Logger) {
        switch self {
        case .signedIn(let session, let member):
            logger.info("Signed in", metadata: ["session": "\(session)", "member": "\(member)"])
        case .refreshed(let session, let member):
            logger.debug("Refreshed", metadata: ["session": "\(session)", "member": "\(member)"])
        case .refreshRepeated(let session, let member, let isOverlap):
            logger.log(
                level: isOverlap ? .debug : .notice, "A refresh was repeated",
                metadata: ["session": "\(session)", "member": "\(member)"])
        case .reuseDetected(let session, let member):
            logger.warning(
                "A spent refresh token was presented; the session has ended",
                metadata: ["session": "\(session)", "member": "\(member)"])
        case .signedOut(let session, let member):
            logger.info("Signed out", metadata: ["session": "\(session)", "member": "\(member)"])
        case .evicted(let session, let member, let limit):
            logger.info(
                "Ended the oldest session",
                metadata: ["session": "\(session)", "member": "\(member)", "limit": "\(limit)"])
        case .allRemoved:
            logger.notice("Ended all sessions")
        case .erasureFailed(let code):
            logger.warning("Ended sessions are on the disk still", metadata: ["error": "\(code)"])
        }
    }
}

extension SweepEvent {
    func log(to logger: Logger) {
        switch self {
        case .swept(let report, _):
            logger.debug("Swept", metadata: ["records": "\(report.swept)"])
        case .failed(let error, _):
            logger.error("A sweep has failed", metadata: ["error": "\(error)"])
        }
    }
}
#endif
