/// Those who are told what a database does. While they are told, the database is out of their reach.
///
/// `@unchecked Sendable`: `database` is set once, before the database is handed out.
final class Observers: @unchecked Sendable {
    private let observers: [any DatabaseObserver]
    @exclusivity(unchecked) private var database: ObjectIdentifier?

    /// Nil when there is nobody to tell.
    init?(_ observers: [any DatabaseObserver]) {
        guard !observers.isEmpty else { return nil }
        self.observers = observers
    }

    /// REQUIRES: nobody else has the database yet.
    func observe(_ database: Database) {
        self.database = ObjectIdentifier(database)
    }

    func tell(_ report: TransactionReport) { tellAll { $0.transactionEnded(report) } }
    func tell(_ report: QueryReport) { tellAll { $0.queryEnded(report) } }
    func tell(_ report: CommitReport) { tellAll { $0.commitEnded(report) } }
    func tell(_ report: SweepReport) { tellAll { $0.sweepEnded(report) } }
    func tell(_ report: ReclaimReport) { tellAll { $0.reclaimEnded(report) } }

    private func tellAll(_ tell: (any DatabaseObserver) -> Void) {
        guard let database else { return }
        ScopeStack.keepingOut(of: database) {
            for observer in observers { tell(observer) }
        }
    }
}
