import RoostEngine
import RoostEngineTesting
import Testing

@Suite struct ConformanceTests {
    @Test(arguments: Conformance.allCases)
    func inMemory(_ check: Conformance) throws {
        try check.run { try LevelDBStore.inMemory(options: Self.options) }
    }

    @Test(arguments: Conformance.allCases)
    func onDisk(_ check: Conformance) throws {
        let folder = try TemporaryFolder()
        try check.run { try LevelDBStore.open(at: folder.path("store"), options: Self.options) }
    }

    /// Buffers so small that the checks cross tables, and a batch limit that a test can afford to exceed.
    @Test(arguments: Conformance.allCases)
    func onDiskInSmallTables(_ check: Conformance) throws {
        let folder = try TemporaryFolder()
        var options = Self.options
        options.writeBufferBytes = 64 << 10
        options.maxFileBytes = 64 << 10
        options.blockCacheBytes = 0
        options.bloomBitsPerKey = 0
        try check.run { try LevelDBStore.open(at: folder.path("store"), options: options) }
    }

    @Test func aWrappedStoreConforms() throws {
        try checkConformance { try FaultyStore(LevelDBStore.inMemory(options: Self.options)) }
    }

    private static var options: LevelDBOptions {
        var options = LevelDBOptions()
        options.limits.maxBatchBytes = 4 << 20
        return options
    }
}
