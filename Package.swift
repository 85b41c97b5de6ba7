// swift-tools-version: 6.2
import CompilerPluginSupport
import PackageDescription

let package = Package(
    name: "Junction",
    platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
    products: [
        .library(name: "Junction", targets: ["Junction"]),
        .library(name: "JunctionSQLite", targets: ["JunctionSQLite"]),
        .library(name: "JunctionPostgres", targets: ["JunctionPostgres"]),
        .library(name: "JunctionTesting", targets: ["JunctionTesting"]),
        .library(name: "JunctionCommand", targets: ["JunctionCommand"]),
        .executable(name: "junction", targets: ["JunctionTools"]),
    ],
    dependencies: [
        .package(url: "https://github.com/swiftlang/swift-syntax", "602.0.0"..<"604.0.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    ],
    targets: [
        .target(
            name: "Junction",
            dependencies: ["JunctionMacros", .product(name: "Logging", package: "swift-log")]),
        .macro(
            name: "JunctionMacros",
            dependencies: [
                .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
                .product(name: "SwiftCompilerPlugin", package: "swift-syntax"),
            ]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),
        .target(name: "JunctionSQLite", dependencies: ["Junction", "CSQLite"]),
        .systemLibrary(
            name: "CLibPQ", pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .target(
            name: "JunctionPostgres", dependencies: ["Junction", "CLibPQ", .product(name: "Logging", package: "swift-log")]),
        .target(name: "JunctionTesting", dependencies: ["Junction"]),
        // The commands know no driver; the tool itself knows nothing but how a database is opened.
        .target(
            name: "JunctionCommand",
            dependencies: ["Junction", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .executableTarget(
            name: "JunctionTools",
            dependencies: [
                "Junction", "JunctionCommand", "JunctionSQLite", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Sources/Tool"),
        // The examples run on whichever database they are told.
        .target(name: "Opening", dependencies: ["Junction", "JunctionSQLite"], path: "Examples/Opening"),
        .executableTarget(
            name: "ContactBook", dependencies: ["Junction", "JunctionTesting", "Opening"], path: "Examples/ContactBook"),
        .executableTarget(
            name: "Catalogue", dependencies: ["Junction", "JunctionTesting", "Opening"], path: "Examples/Catalogue",
            resources: [.copy("Data")]),
        // Behaviour that every database shows alike; the test target of each database runs it.
        .target(name: "Suites", dependencies: ["Junction", "JunctionTesting", "MigratedSchema"], path: "Tests/Suites"),
        // A program that tests start and kill.
        .target(name: "MigratedSchema", dependencies: ["Junction"], path: "Tests/Programs/MigratedSchema"),
        .executableTarget(
            name: "Migrating", dependencies: ["Junction", "JunctionSQLite", "MigratedSchema"], path: "Tests/Programs/Migrating"),
        .executableTarget(
            name: "Migrations", dependencies: ["Junction", "JunctionCommand", "JunctionSQLite", "MigratedSchema"],
            path: "Tests/Programs/Migrations"),
        // What Django answers, asked of each database in the same way.
        .target(
            name: "Oracle", dependencies: ["Junction", "JunctionTesting"], path: "Tests/Oracle", resources: [.copy("Data")]),
        .testTarget(
            name: "MacroTests",
            dependencies: [
                "JunctionMacros", .product(name: "SwiftSyntaxMacros", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacroExpansion", package: "swift-syntax"),
                .product(name: "SwiftSyntaxMacrosGenericTestSupport", package: "swift-syntax"),
            ], path: "Tests/Macros"),
        .testTarget(
            name: "CompileFailTests", dependencies: ["Suites", "Junction"], path: "Tests/CompileFail",
            exclude: ["Programs", "Effort", "Shared"]),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Suites", "Junction", "JunctionCommand", "JunctionSQLite", "Migrations",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Tests/Command", exclude: ["Oracle"]),
        .testTarget(name: "HouseTests", path: "Tests/House", exclude: ["allowed.txt", "scenarios.txt"]),
        .testTarget(
            name: "SQLiteTests",
            dependencies: [
                "Suites", "Oracle", "Junction", "JunctionCommand", "JunctionSQLite", "JunctionTesting", "CSQLite",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/SQLite", exclude: ["Oracle/changed_rows.py"]),
        .testTarget(
            name: "PostgresTests",
            dependencies: [
                "Suites", "Oracle", "Junction", "JunctionCommand", "JunctionPostgres", "JunctionTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Postgres"),
        // The same statement in the words of each database.
        .testTarget(name: "SQLTests", dependencies: ["Suites", "Junction", "JunctionSQLite", "JunctionPostgres"], path: "Tests/SQL"),
        .testTarget(
            name: "DocumentTests", dependencies: ["Suites", "Junction", "JunctionCommand", "JunctionSQLite", "JunctionTesting"],
            path: "Tests/Docs"),
        .testTarget(
            name: "ReferenceTests",
            dependencies: [
                "Junction", "JunctionCommand", "JunctionSQLite", "JunctionTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Tests/Reference"),
        .target(name: "SharedModels", dependencies: ["Junction"], path: "Tests/Modules/SharedModels"),
        .testTarget(name: "ModuleTests", dependencies: ["SharedModels", "JunctionSQLite"], path: "Tests/Modules/ModuleTests"),
        .testTarget(
            name: "MainActorTests", dependencies: ["Junction", "JunctionSQLite"], path: "Tests/Modules/MainActorTests",
            swiftSettings: [.defaultIsolation(MainActor.self)]),
    ],
    swiftLanguageModes: [.v6]
)

// Without PostgreSQL, for machines that have no libpq: whoever uses the package and not JunctionPostgres needs none anyway.
if Context.environment["JUNCTION_WITHOUT_POSTGRES"] == "1" {
    let left: Set = ["JunctionPostgres", "CLibPQ", "PostgresTests", "SQLTests"]
    package.targets.removeAll { left.contains($0.name) }
    package.products.removeAll { left.contains($0.name) }
} else {
    for target in package.targets where ["Opening", "DocumentTests", "Migrating", "ReferenceTests", "JunctionTools"].contains(target.name) {
        target.dependencies.append("JunctionPostgres")
        target.swiftSettings = [.define("POSTGRES")]
    }
}

// With a program that has the macros already, such as that of a debug build: swift-syntax takes most of a build for release. Whoever builds tells
// the compiler of it, too: '-Xswiftc -load-plugin-executable -Xswiftc "$JUNCTION_MACROS#JunctionMacros"'.
if Context.environment["JUNCTION_MACROS"]?.isEmpty == false {
    package.targets.removeAll { ["JunctionMacros", "MacroTests"].contains($0.name) }
    for target in package.targets {
        target.dependencies.removeAll { if case .byNameItem("JunctionMacros", _) = $0 { true } else { false } }
    }
    package.dependencies.removeAll {
        if case .sourceControl(_, let location, _) = $0.kind { location.hasSuffix("/swift-syntax") } else { false }
    }
}

// One set of settings for every target: the language as it will be, and no warnings.
for target in package.targets where target.type != .system && target.type != .macro {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .treatAllWarnings(as: .error),
        ]
}
