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

/// Fetched and built only with the trait `Hummingbird`.
let hummingbird = Target.Dependency.product(
    name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Hummingbird"]))
/// The client that its tests ask by; likewise.
let hummingbirdTesting = Target.Dependency.product(
    name: "HummingbirdTesting", package: "hummingbird", condition: .when(traits: ["Hummingbird"]))

/// Fetched and built only with the trait `ServiceLifecycle`.
let serviceLifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: .when(traits: ["ServiceLifecycle"]))
/// The logger that a service group asks for; likewise.
let logging = Target.Dependency.product(
    name: "Logging", package: "swift-log", condition: .when(traits: ["ServiceLifecycle"]))

let package = Package(
    name: "roost",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Roost", targets: ["Roost"]),
        .library(name: "RoostHummingbird", targets: ["RoostHummingbird"]),
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
            name: "ServiceLifecycle",
            description: "Services of swift-service-lifecycle that sweep, watch and close a database."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    ],
    targets: [
        .systemLibrary(name: "CSnappy", pkgConfig: "snappy", providers: [.apt(["libsnappy-dev"]), .brew(["snappy"])]),
        .target(name: "CLevelDB", linkerSettings: [.linkedLibrary("leveldb")]),
        .target(name: "RoostEngine", dependencies: ["CLevelDB"], swiftSettings: settings),
        .target(name: "RoostEngineTesting", dependencies: ["RoostEngine"], swiftSettings: settings),
        .target(name: "Roost", dependencies: ["RoostEngine", "CSnappy"], swiftSettings: settings),
        .target(
            name: "RoostHummingbird", dependencies: ["Roost", "RoostRepositories", hummingbird, serviceLifecycle],
            swiftSettings: programSettings),
        .target(
            name: "RoostRepositories", dependencies: ["Roost", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: programSettings),
        .target(
            name: "RoostServiceLifecycle", dependencies: ["Roost", "RoostRepositories", serviceLifecycle],
            swiftSettings: programSettings),
        .executableTarget(name: "RoostCommand", dependencies: ["Roost"], swiftSettings: programSettings),
        .target(
            name: "CLevelDBHazards", path: "Tests/CLevelDBHazards", linkerSettings: [.linkedLibrary("leveldb")]),
        .testTarget(
            name: "RoostEngineTests",
            dependencies: ["CLevelDB", "CLevelDBHazards", "RoostEngine", "RoostEngineTesting"],
            swiftSettings: settings),
        .testTarget(
            name: "RoostTests", dependencies: ["Roost", "RoostCommand", "RoostEngine", "RoostEngineTesting"],
            resources: [.copy("Resources")], swiftSettings: settings),
        .testTarget(
            name: "LoginServerTests",
            dependencies: ["LoginServer", "Roost", "RoostRepositories", hummingbird, hummingbirdTesting, logging],
            swiftSettings: programSettings),
        .testTarget(
            name: "RoostHummingbirdTests",
            dependencies: [
                "Roost", "RoostHummingbird", "RoostRepositories", hummingbird, hummingbirdTesting, logging,
                serviceLifecycle,
            ],
            swiftSettings: programSettings),
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
            dependencies: ["Roost", "RoostRepositories", "RoostServiceLifecycle", hummingbird, logging],
            path: "Examples/LoginServer", swiftSettings: programSettings),
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
