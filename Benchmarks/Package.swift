// swift-tools-version: 6.2
import PackageDescription

/// With `ROOST_STRICT=1` every warning of this package, and none of another, is an error.
let isStrict = Context.environment["ROOST_STRICT"] == "1"

let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

/// The suite that measures Roost. It is a package of its own, so that what Roost is compared with never reaches those
/// who use it.
let package = Package(
    name: "roost-benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "roost", path: ".."),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        // Without traits, and so without what it puts in place of malloc and of retain and release.
        .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
    ],
    targets: [
        .target(
            name: "CFloor",
            cxxSettings: [.unsafeFlags(["-O3"], .when(configuration: .release))],
            linkerSettings: [.linkedLibrary("leveldb"), .linkedLibrary("snappy")]),
        .target(name: "CCallgrind"),
        .target(name: "Measuring", swiftSettings: settings),
        .target(
            name: "Sessions", dependencies: ["CFloor", "Measuring", .product(name: "Roost", package: "roost")],
            swiftSettings: settings),
        .target(
            name: "Contenders",
            dependencies: [
                "CFloor", "Measuring", "Sessions",
                .product(name: "Roost", package: "roost"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "roost-bench",
            dependencies: [
                "CFloor", "Contenders", "Measuring", "Sessions",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/RoostBench", swiftSettings: settings),
        .executableTarget(
            name: "roost-sizes",
            dependencies: [
                "CFloor", "Contenders", "Measuring", "Sessions",
                .product(name: "Roost", package: "roost"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/RoostSizes", swiftSettings: settings),
        .executableTarget(
            name: "roost-sessions",
            dependencies: [
                "Contenders", "Measuring",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Roost", package: "roost"),
                .product(name: "RoostRepositories", package: "roost"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/RoostSessions", swiftSettings: settings),
        .executableTarget(
            name: "roost-soak",
            dependencies: [
                "Measuring",
                .product(name: "Roost", package: "roost"),
                .product(name: "RoostRepositories", package: "roost"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/RoostSoak", swiftSettings: settings),
        .executableTarget(
            name: "roost-flood",
            dependencies: ["Measuring", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Sources/RoostFlood", swiftSettings: settings),
        .executableTarget(
            name: "roost-scan",
            dependencies: [
                "Measuring", "Sessions",
                .product(name: "Roost", package: "roost"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/RoostScan", swiftSettings: settings),
        .executableTarget(
            name: "roost-instructions",
            dependencies: [
                "CCallgrind", "Measuring", "Sessions",
                .product(name: "Roost", package: "roost"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/RoostInstructions", swiftSettings: settings,
            // Valgrind ends at debug information that it cannot read. Functions keep their names.
            linkerSettings: [.unsafeFlags(["-Xlinker", "--strip-debug"], .when(platforms: [.linux]))]),
        // To be built with `-enable-testing`, because the codec is no part of Roost's interface.
        .executableTarget(
            name: "roost-codec",
            dependencies: [
                "Measuring", "Sessions",
                .product(name: "Roost", package: "roost"),
            ],
            path: "Sources/RoostCodec", swiftSettings: settings),
        .executableTarget(
            name: "Micro",
            dependencies: [
                "Sessions",
                .product(name: "Roost", package: "roost"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Benchmarks/Micro", swiftSettings: settings,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ],
    cxxLanguageStandard: .cxx17
)
