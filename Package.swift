// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A floor of the house: a library target, its folder under `Sources/`, and what it may import.
func floor(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func system(_ name: String, pkgConfig: String, package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// This links only with libFuzzer, so it is there only where `make fuzz` asks for it.
let fuzzers: [Target] =
  Context.environment["N8N_OPS_FUZZ"] == nil
  ? []
  : [
    .executableTarget(
      name: "rules-fuzz", dependencies: ["RulesLaws", "JSON"], path: "Fuzz/Bytes", swiftSettings: strict)
  ]

let package = Package(
  name: "n8n-ops",
  products: [
    .executable(name: "n8n-ops", targets: ["n8n-ops"]),
    .executable(name: "n8n-sim", targets: ["n8n-sim"]),
    // Loaded into programs by tests.
    .library(name: "fault-at-step", type: .dynamic, targets: ["FaultAtStep"]),
  ],
  targets: [
    // C libraries and their module maps.
    system("CCurl", pkgConfig: "libcurl", package: "libcurl4-openssl-dev"),
    system("CGit2", pkgConfig: "libgit2", package: "libgit2-dev"),
    system("CMarkGFM", pkgConfig: "libcmark-gfm", package: "libcmark-gfm-extensions-dev"),
    system("CCrypto", pkgConfig: "libcrypto", package: "libssl-dev"),
    system("CZlib", pkgConfig: "zlib", package: "zlib1g-dev"),
    // Of the C library itself: nothing to install.
    .systemLibrary(name: "CMalloc"),
    system("CMicroHTTPD", pkgConfig: "libmicrohttpd", package: "libmicrohttpd-dev"),
    .target(
      name: "CTemplate", cxxSettings: [.unsafeFlags(["-Wno-deprecated"], .when(configuration: .debug))],
      linkerSettings: [.linkedLibrary("ctemplate")]),
    .target(name: "CResources", cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),

    // Floors that know nothing of workflows.
    floor("JSON"),
    floor("Digest", ["CCrypto"]),
    floor("Git", ["CGit2", "CZlib", "CCrypto"]),
    floor("HTTP", ["CCurl"]),
    floor("HTTPServer", ["CMicroHTTPD"]),
    floor("Terminal"),
    floor("Template", ["CTemplate", "CMarkGFM"]),
    floor("Resources", ["CResources"]),

    // The rules: pure, no I/O, no clock.
    floor("Governance", ["JSON", "Digest"]),

    floor("Ledger", ["Governance", "Git", "JSON", "Digest", "Resources"]),
    floor("N8N", ["Governance", "HTTP", "JSON", "Digest"]),
    floor("Operations", ["Ledger", "N8N", "Governance", "Git", "JSON", "Digest"]),
    floor("Site", ["Ledger", "Governance", "Git", "JSON", "Digest", "Template", "Resources"]),
    floor("Simulator", ["HTTPServer", "JSON", "Digest"]),

    .executableTarget(
      name: "n8n-ops",
      dependencies: [
        "Operations", "Site", "Simulator", "Ledger", "N8N", "Governance", "Git", "JSON", "HTTP",
        "HTTPServer", "Terminal", "Resources", "CMalloc",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "n8n-sim", dependencies: ["Simulator", "Terminal", "JSON"], swiftSettings: strict),

    .executableTarget(
      name: "json-bench", dependencies: ["JSON"], path: "Benchmarks/JSON", swiftSettings: strict),
    .executableTarget(
      name: "rules-bench", dependencies: ["Governance", "JSON", "Resources"], path: "Benchmarks/Rules",
      swiftSettings: strict),
    .executableTarget(
      name: "growth-bench", dependencies: ["Ledger", "Governance", "Git", "Resources"],
      path: "Benchmarks/Growth",
      swiftSettings: strict),

    // What the rules promise, and documents to try it on: for tests and fuzzers.
    .target(
      name: "RulesLaws", dependencies: ["Governance", "JSON", "Resources", "TestSupport"], path: "Fuzz/Laws",
      swiftSettings: strict),
    .executableTarget(
      name: "rules-generated", dependencies: ["RulesLaws", "JSON"], path: "Fuzz/Generated",
      swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("JSON", ["JSON", "Digest"]),
    tests("Digest", ["Digest"]),
    tests("Git", ["Git", "TestSupport"]),
    tests("HTTP", ["HTTP"]),
    tests("Terminal", ["Terminal"]),
    tests("Resources", ["Resources"]),
    tests("Template", ["Template"]),
    tests("Governance", ["Governance", "JSON", "RulesLaws", "TestSupport"]),
    tests("Ledger", ["Ledger", "Governance", "Git", "JSON", "Resources", "TestSupport"]),
    tests("N8N", ["N8N", "HTTP", "JSON", "Simulator"]),
    tests(
      "Operations",
      [
        "Operations", "Ledger", "Governance", "N8N", "HTTP", "Simulator", "Git", "JSON", "Resources",
        "TestSupport",
      ]),
    tests(
      "Site", ["Site", "Template", "Ledger", "Governance", "Git", "JSON"],
      resources: [.copy("Fixtures"), .copy("Goldens")]),
    tests("Simulator", ["Simulator", "HTTPServer", "JSON", "n8n-sim"]),
    .executableTarget(
      name: "decision-maker", dependencies: ["Operations", "Ledger", "Governance", "Git", "TestSupport"],
      path: "Tests/DecisionMaker", swiftSettings: strict),
    .executableTarget(
      name: "layout-mover", dependencies: ["Operations", "Ledger", "Governance", "Git"],
      path: "Tests/LayoutMover", swiftSettings: strict),
    .target(name: "FaultAtStep", path: "Tests/FaultAtStep"),
    tests("EndToEnd", ["n8n-ops", "n8n-sim", "decision-maker", "layout-mover", "JSON", "TestSupport"]),
  ] + fuzzers,
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c17,
  cxxLanguageStandard: .cxx17
)
