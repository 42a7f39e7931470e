// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

/// What a program that uses Roost needs: no experimental feature.
let programSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Fetched and built only with the trait of the same name.
let observability: [Target.Dependency] = [
    .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Observability"])),
    .product(name: "Metrics", package: "swift-metrics", condition: .when(traits: ["Observability"])),
    .product(name: "Tracing", package: "swift-distributed-tracing", condition: .when(traits: ["Observability"])),
]

/// For the tests of the trait.
let observabilityTesting: [Target.Dependency] = [
    .product(
        name: "InMemoryTracing", package: "swift-distributed-tracing", condition: .when(traits: ["Observability"])),
    .product(name: "MetricsTestKit", package: "swift-metrics", condition: .when(traits: ["Observability"])),
]

let package = Package(
    name: "roost",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Roost", targets: ["Roost"]),
        .library(name: "RoostObservability", targets: ["RoostObservability"]),
        .library(name: "RoostRepositories", targets: ["RoostRepositories"]),
        .executable(name: "roost", targets: ["RoostCommand"]),
    ],
    traits: [
        .trait(
            name: "Observability",
            description: "Observers of a database for swift-metrics, swift-log and swift-distributed-tracing.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.2.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
    ],
    targets: [
        .systemLibrary(name: "CSnappy", pkgConfig: "snappy", providers: [.apt(["libsnappy-dev"]), .brew(["snappy"])]),
        .target(name: "CLevelDB", linkerSettings: [.linkedLibrary("leveldb")]),
        .target(name: "RoostEngine", dependencies: ["CLevelDB"], swiftSettings: settings),
        .target(name: "RoostEngineTesting", dependencies: ["RoostEngine"], swiftSettings: settings),
        .target(name: "Roost", dependencies: ["RoostEngine", "CSnappy"], swiftSettings: settings),
        .target(
            name: "RoostObservability", dependencies: ["Roost"] + observability, swiftSettings: programSettings),
        .target(
            name: "RoostRepositories", dependencies: ["Roost", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: programSettings),
        .executableTarget(name: "RoostCommand", dependencies: ["Roost"], swiftSettings: programSettings),
        .target(
            name: "CLevelDBHazards", path: "Tests/CLevelDBHazards", linkerSettings: [.linkedLibrary("leveldb")]),
        .testTarget(
            name: "RoostEngineTests",
            dependencies: ["CLevelDB", "CLevelDBHazards", "RoostEngine", "RoostEngineTesting"],
            swiftSettings: settings),
        .testTarget(
            name: "RoostObservabilityTests",
            dependencies: ["Roost", "RoostEngine", "RoostObservability"] + observability + observabilityTesting,
            swiftSettings: programSettings),
        .testTarget(
            name: "RoostTests", dependencies: ["Roost", "RoostCommand", "RoostEngine", "RoostEngineTesting"],
            resources: [.copy("Resources")], swiftSettings: settings),
        .testTarget(
            name: "RoostRepositoriesTests",
            dependencies: ["Roost", "RoostEngine", "RoostEngineTesting", "RoostRepositories"],
            swiftSettings: programSettings),
        .executableTarget(
            name: "Quickstart", dependencies: ["Roost"], path: "Examples/Quickstart", swiftSettings: programSettings),
        .executableTarget(
            name: "Transactions", dependencies: ["Roost"], path: "Examples/Transactions", swiftSettings: programSettings
        ),
        .executableTarget(
            name: "Airports", dependencies: ["Roost"], path: "Examples/Airports", resources: [.copy("Data")],
            swiftSettings: programSettings),
    ],
    cxxLanguageStandard: .cxx17
)
