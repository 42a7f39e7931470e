// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
    name: "roost",
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
        .testTarget(name: "RoostTests", dependencies: ["Roost", "RoostEngineTesting"], swiftSettings: settings),
    ],
    cxxLanguageStandard: .cxx17
)
