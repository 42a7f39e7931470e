package import RoostEngine

/// Runs every check of ``Conformance``, each against a new and empty store.
package func checkConformance(of makeStore: () throws -> any OrderedStore) throws {
    for check in Conformance.allCases { try check.run(makeStore) }
}

/// What every engine must do, one check a case, so that a test can be parameterised by them.
package enum Conformance: String, CaseIterable, Sendable {
    case keysAreInByteOrder
    case rangesAreHalfOpen
    case chunksObeyLimits
    case chunkedScansContinue
    case keysOnlyScansLeaveValuesEmpty
    case pointReadsFindTheLatest
    case manyKeysKeepTheirOrder
    case viewsAreIsolated
    case batchesAreAtomic
    case lastWriteOfAKeyWins
    case countersAdd
    case countersHaveLanes
    case countersRefuseOverflow
    case countersFollowOtherWrites
    case rangesAreDeleted
    case sizesUpToTheLimitsWork
    case sizesAboveTheLimitsAreRefused
    case emptyBatchesAndSyncsWork
    case maintenanceChangesNothing
    case callsAreCounted
    case everythingAfterCloseIsRefused
    case closingWaitsForViews

    /// Throws ``ConformanceFailure``, or what the engine threw unexpectedly.
    package func run(_ makeStore: () throws -> any OrderedStore) throws {
        let store = try makeStore()
        defer { try? store.close() }
        do {
            try check(store)
        } catch let failure as ConformanceFailure {
            throw failure
        } catch {
            throw ConformanceFailure("\(rawValue) threw \(error)")
        }
    }

    private func check(_ store: any OrderedStore) throws {
        switch self {
        case .keysAreInByteOrder: try checkByteOrder(store)
        case .rangesAreHalfOpen: try checkBounds(store)
        case .chunksObeyLimits: try checkLimits(store)
        case .chunkedScansContinue: try checkContinuation(store)
        case .keysOnlyScansLeaveValuesEmpty: try checkKeysOnly(store)
        case .pointReadsFindTheLatest: try checkPointReads(store)
        case .manyKeysKeepTheirOrder: try checkManyKeys(store)
        case .viewsAreIsolated: try checkIsolation(store)
        case .batchesAreAtomic: try checkAtomicity(store)
        case .lastWriteOfAKeyWins: try checkLastWrite(store)
        case .countersAdd: try checkCounters(store)
        case .countersHaveLanes: try checkCounterLanes(store)
        case .countersRefuseOverflow: try checkCounterOverflow(store)
        case .countersFollowOtherWrites: try checkCountersAfterWrites(store)
        case .rangesAreDeleted: try checkDeletedRanges(store)
        case .sizesUpToTheLimitsWork: try checkSizes(store)
        case .sizesAboveTheLimitsAreRefused: try checkLimitErrors(store)
        case .emptyBatchesAndSyncsWork: try checkEmptyBatches(store)
        case .maintenanceChangesNothing: try checkMaintenance(store)
        case .callsAreCounted: try checkCallCounts(store)
        case .everythingAfterCloseIsRefused: try checkClosed(store)
        case .closingWaitsForViews: try checkClosingWaits(store)
        }
    }
}
