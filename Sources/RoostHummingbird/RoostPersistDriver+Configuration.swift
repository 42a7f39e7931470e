#if Hummingbird
import Foundation
public import Roost
public import RoostRepositories

extension RoostPersistDriver {
    /// How a ``RoostPersistDriver`` keeps its values. The defaults keep each as long as it says.
    public struct Configuration: Sendable {
        /// The name of the table unless said otherwise.
        public static let defaultTableName = "persist"

        /// The name of the table, as given to ``RoostPersistDriver/table(named:)``.
        public var tableName = Configuration.defaultTableName
        /// When a value is on disk that was created, set or removed; nil for what the database was opened with.
        public var durability: Durability?
        /// The longest that a value may live, so that none lives for ever; nil for any time.
        ///
        /// It is counted from the moment a value was last given a lifetime: created, set where there was none, or set
        /// with an expiry. A longer expiry, or none, means this one. Setting a value again without an expiry does not
        /// extend its life; setting it with one begins a new life. What the table holds already, and would live longer, is
        /// given this time when the driver begins to run.
        public var maximumLifetime: Duration?
        /// How the database is swept while the driver runs; nil when something else sweeps it. A sweep is one of all its
        /// tables.
        public var sweeping: ExpirySweeperOptions? = ExpirySweeperOptions()

        /// The defaults.
        public init() {}

        /// Throws `RoostError.Code.invalidArgument` for what makes no sense.
        func validate() throws {
            if let maximumLifetime, maximumLifetime < .milliseconds(1) {
                throw RoostError(
                    .invalidArgument, "maximumLifetime is \(maximumLifetime); it has to be a millisecond or more")
            }
        }
    }
}
#endif
