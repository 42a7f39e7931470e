// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

/// What a program that uses Roost needs: no experimental feature.
let exampleSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "roost",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "Roost", targets: ["Roost"])
    ],
    targets: [
        .systemLibrary(name: "CSnappy", pkgConfig: "snappy", providers: [.apt(["libsnappy-dev"]), .brew(["snappy"])]),
        .target(name: "CLevelDB", linkerSettings: [.linkedLibrary("leveldb")]),
        .target(name: "RoostEngine", dependencies: ["CLevelDB"], swiftSettings: settings),
        .target(name: "RoostEngineTesting", dependencies: ["RoostEngine"], swiftSettings: settings),
        .target(name: "Roost", dependencies: ["RoostEngine", "CSnappy"], swiftSettings: settings),
        .target(
            name: "CLevelDBHazards", path: "Tests/CLevelDBHazards", linkerSettings: [.linkedLibrary("leveldb")]),
        .testTarget(
            name: "RoostEngineTests",
            dependencies: ["CLevelDB", "CLevelDBHazards", "RoostEngine", "RoostEngineTesting"],
            swiftSettings: settings),
        .testTarget(
            name: "RoostTests", dependencies: ["Roost", "RoostEngine", "RoostEngineTesting"],
            resources: [.copy("Resources")], swiftSettings: settings),
        .executableTarget(
            name: "Quickstart", dependencies: ["Roost"], path: "Examples/Quickstart", swiftSettings: exampleSettings),
        .executableTarget(
            name: "Transactions", dependencies: ["Roost"], path: "Examples/Transactions", swiftSettings: exampleSettings
        ),
        .executableTarget(
            name: "Airports", dependencies: ["Roost"], path: "Examples/Airports", resources: [.copy("Data")],
            swiftSettings: exampleSettings),
    ],
    cxxLanguageStandard: .cxx17
)
