// swift-tools-version: 6.2
import PackageDescription

/// With `ROOST_STRICT=1` every warning of this package, and none of another, is an error.
let isStrict = Context.environment["ROOST_STRICT"] == "1"

/// What a program that uses Roost needs: no experimental feature.
let programSettings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

let settings = programSettings + [.enableExperimentalFeature("Lifetimes")]

let cxxSettings: [CXXSetting] =
    [.enableWarning("all"), .enableWarning("extra")] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

/// A product that is fetched and built only where one of these traits is enabled. What stands in `#if` and a trait's
/// name needs it.
func product(_ name: String, _ package: String, _ traits: Set<String>) -> Target.Dependency {
    .product(name: name, package: package, condition: .when(traits: traits))
}

let hummingbird = product("Hummingbird", "hummingbird", ["Hummingbird"])
let hummingbirdCore = product("HummingbirdCore", "hummingbird", ["Hummingbird"])
let hummingbirdTesting = product("HummingbirdTesting", "hummingbird", ["Hummingbird"])
let nioCore = product("NIOCore", "swift-nio", ["Hummingbird"])
let nioHTTP1 = product("NIOHTTP1", "swift-nio", ["Hummingbird"])
let nioHTTPTypes = product("NIOHTTPTypes", "swift-nio-extras", ["Hummingbird"])
let nioPosix = product("NIOPosix", "swift-nio", ["Hummingbird"])
let nioEmbedded = product("NIOEmbedded", "swift-nio", ["Hummingbird"])
let logging = product("Logging", "swift-log", ["Observability", "ServiceLifecycle"])
let metrics = product("Metrics", "swift-metrics", ["Observability"])
let serviceLifecycle = product("ServiceLifecycle", "swift-service-lifecycle", ["ServiceLifecycle"])
let unixSignals = product("UnixSignals", "swift-service-lifecycle", ["ServiceLifecycle"])
let tracing = product("Tracing", "swift-distributed-tracing", ["Observability"])

let package = Package(
    name: "roost",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Roost", targets: ["Roost"]),
        .library(name: "RoostHummingbird", targets: ["RoostHummingbird"]),
        .library(name: "RoostObservability", targets: ["RoostObservability"]),
        .library(name: "RoostRepositories", targets: ["RoostRepositories"]),
        .library(name: "RoostServiceLifecycle", targets: ["RoostServiceLifecycle"]),
        .executable(name: "roost", targets: ["RoostCommand"]),
    ],
    traits: [
        .trait(
            name: "Hummingbird",
            description: "A persist driver for Hummingbird, and the example LoginServer.",
            enabledTraits: ["ServiceLifecycle"]),
        .trait(
            name: "Observability",
            description: "Observers of a database for swift-metrics, swift-log and swift-distributed-tracing."),
        .trait(
            name: "ServiceLifecycle",
            description: "Services of swift-service-lifecycle that sweep, watch and close a database."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.0.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.86.0"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.20.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CSnappy", pkgConfig: "snappy", providers: [.apt(["libsnappy-dev"]), .brew(["snappy"])]),
        .target(name: "CLevelDB", cxxSettings: cxxSettings, linkerSettings: [.linkedLibrary("leveldb")]),
        .target(name: "RoostEngine", dependencies: ["CLevelDB"], swiftSettings: settings),
        .target(name: "RoostEngineTesting", dependencies: ["RoostEngine"], swiftSettings: settings),
        .target(name: "Roost", dependencies: ["RoostEngine", "CSnappy"], swiftSettings: settings),
        .target(
            name: "RoostHummingbird", dependencies: ["Roost", "RoostRepositories", hummingbird, serviceLifecycle],
            swiftSettings: programSettings),
        .target(
            name: "RoostObservability", dependencies: ["Roost", logging, metrics, tracing],
            swiftSettings: programSettings),
        .target(
            name: "RoostRepositories", dependencies: ["Roost", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: programSettings),
        .target(
            name: "RoostServiceLifecycle", dependencies: ["Roost", "RoostRepositories", serviceLifecycle],
            swiftSettings: programSettings),
        .executableTarget(name: "RoostCommand", dependencies: ["Roost"], swiftSettings: programSettings),
        .target(
            name: "CLevelDBHazards", path: "Tests/CLevelDBHazards", cxxSettings: cxxSettings,
            linkerSettings: [.linkedLibrary("leveldb")]),
        .testTarget(
            name: "LoginServerTests",
            dependencies: [
                "LoginServer", "Roost", "RoostEngineTesting", "RoostRepositories", hummingbird, hummingbirdTesting,
                logging, nioCore, nioEmbedded, nioHTTPTypes, nioPosix,
                product("HTTPTypes", "swift-http-types", ["Hummingbird"]),
            ],
            swiftSettings: programSettings),
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "Airports", "ApiCache", "LoginServer", "Quickstart", "Roost", "RoostCommand", "SessionsAtScale",
                "SizeWatch", "Transactions",
            ],
            resources: [.copy("Resources")], swiftSettings: programSettings),
        .testTarget(
            name: "RoostEngineTests",
            dependencies: ["CLevelDB", "CLevelDBHazards", "RoostEngine", "RoostEngineTesting"],
            swiftSettings: settings),
        .testTarget(
            name: "RoostHummingbirdTests",
            dependencies: [
                "Roost", "RoostEngineTesting", "RoostHummingbird", "RoostRepositories", hummingbird, hummingbirdTesting,
                logging,
                serviceLifecycle,
            ],
            swiftSettings: programSettings),
        .testTarget(
            name: "RoostObservabilityTests",
            dependencies: [
                "Roost", "RoostEngine", "RoostObservability", logging, metrics, tracing,
                product("InMemoryTracing", "swift-distributed-tracing", ["Observability"]),
                product("MetricsTestKit", "swift-metrics", ["Observability"]),
            ],
            swiftSettings: programSettings),
        .testTarget(
            name: "RoostTests", dependencies: ["Roost", "RoostCommand", "RoostEngine", "RoostEngineTesting"],
            exclude: ["Cases/README.md"],
            resources: [.copy("Resources")], swiftSettings: settings),
        .testTarget(
            name: "RoostRepositoriesTests",
            dependencies: ["Roost", "RoostEngine", "RoostEngineTesting", "RoostRepositories"],
            swiftSettings: programSettings),
        .testTarget(
            name: "RoostServiceLifecycleTests",
            dependencies: ["Roost", "RoostRepositories", "RoostServiceLifecycle", serviceLifecycle, logging],
            swiftSettings: programSettings),
        .executableTarget(
            name: "LoginServer",
            dependencies: [
                "Roost", "RoostRepositories", "RoostServiceLifecycle", hummingbird, hummingbirdCore, logging,
                nioCore, nioHTTP1, nioHTTPTypes, serviceLifecycle, unixSignals,
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Examples/LoginServer", exclude: ["README.md"], swiftSettings: programSettings),
        .executableTarget(
            name: "Quickstart", dependencies: ["Roost"], path: "Examples/Quickstart", swiftSettings: programSettings),
        .executableTarget(
            name: "Transactions", dependencies: ["Roost"], path: "Examples/Transactions", swiftSettings: programSettings
        ),
        .executableTarget(
            name: "Airports", dependencies: ["Roost"], path: "Examples/Airports", resources: [.copy("Data")],
            swiftSettings: programSettings),
        .executableTarget(
            name: "ApiCache", dependencies: ["Roost", "RoostRepositories"], path: "Examples/ApiCache",
            swiftSettings: programSettings),
        .executableTarget(
            name: "SizeWatch", dependencies: ["Roost", "RoostRepositories"], path: "Examples/SizeWatch",
            swiftSettings: programSettings),
        .executableTarget(
            name: "SessionsAtScale", dependencies: ["Roost", "RoostRepositories"], path: "Examples/SessionsAtScale",
            swiftSettings: programSettings),
    ],
    cxxLanguageStandard: .cxx17
)
