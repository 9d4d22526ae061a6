// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6)]

let package = Package(
  name: "rebound",
  products: [.executable(name: "rebound", targets: ["rebound"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", from: "3.12.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // The vocabulary. See docs/architecture.md for what may import what.
    .target(name: "CSearch"),
    .target(name: "Octets", dependencies: ["CSearch"], swiftSettings: strict),
    .target(name: "Model", dependencies: ["Octets"], swiftSettings: strict),

    // bytes -> messages -> reports -> causes
    .systemLibrary(
      name: "CCompression",
      providers: [.apt(["zlib1g-dev", "libbz2-dev", "liblzma-dev", "libzstd-dev"])]),
    .target(name: "Mail", dependencies: ["Octets", "CCompression"], swiftSettings: strict),
    .target(name: "Reports", dependencies: ["Octets", "Model", "Mail"], swiftSettings: strict),
    .target(name: "RuleBook", exclude: ["rules", "weights.txt"]),
    .target(
      name: "Diagnosis", dependencies: ["Octets", "Model", "RuleBook"], swiftSettings: strict),

    // history -> verdicts -> answers
    .target(
      name: "Policy", dependencies: ["Model", .product(name: "TOMLKit", package: "TOMLKit")],
      swiftSettings: strict),
    .target(
      name: "Migrations", path: "Migrations", sources: ["Migrations.swift"],
      resources: [.embedInCode("V001_initial.sql")], swiftSettings: strict),
    .target(name: "CSQLiteSettings"),
    .target(
      name: "Store",
      dependencies: [
        "CSQLiteSettings", "Octets", "Model", "Policy", "Migrations",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .target(
      name: "ReturnPath",
      dependencies: ["Octets", "Model", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(
      name: "Lists",
      dependencies: ["Octets", "Model", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(
      name: "Intake",
      dependencies: ["Octets", "Model", "Mail", "Reports", "Diagnosis", "ReturnPath", "Store"],
      swiftSettings: strict),
    .executableTarget(
      name: "rebound",
      dependencies: [
        "Octets", "Model", "Mail", "Reports", "Diagnosis", "Policy", "Store", "Lists", "ReturnPath",
        "Intake",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    .testTarget(name: "OctetsTests", dependencies: ["Octets"], swiftSettings: strict),
    .testTarget(name: "ModelTests", dependencies: ["Model", "Octets"], swiftSettings: strict),
    .testTarget(
      name: "MailTests", dependencies: ["Mail", "Octets", "CCompression"], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Mail", "Model", "Octets"],
      swiftSettings: strict),
    .testTarget(
      name: "DiagnosisTests", dependencies: ["Diagnosis", "Model", "Octets"],
      exclude: ["Replies"], swiftSettings: strict),
    .testTarget(
      name: "ListsTests", dependencies: ["Lists", "Model", "Octets"], swiftSettings: strict),
    .testTarget(
      name: "ReturnPathTests", dependencies: ["ReturnPath", "Model"], swiftSettings: strict),
    .testTarget(name: "PolicyTests", dependencies: ["Policy", "Model"], swiftSettings: strict),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Store", "Policy", "Model", "Octets", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(name: "IntakeTests", dependencies: ["Intake"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["rebound", "Octets"], exclude: ["Golden"],
      swiftSettings: strict),
  ]
)

// The fuzz targets need sanitizer flags for everything they link; `make fuzz` sets them.
if Context.environment["REBOUND_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "ReboundFuzz", dependencies: ["Octets", "Model", "Mail", "Reports", "Diagnosis"],
      path: "Fuzz", exclude: ["README.md"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
