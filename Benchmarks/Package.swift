// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses Junction builds it.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "Junction", path: ".."),
        // Only the target `grdb` needs it.
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // The C interface, for the same work without Junction. Under a name of its own, as Junction's is not a product.
        .systemLibrary(
            name: "BenchSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite3"])]),
        .executableTarget(
            name: "sessions",
            dependencies: [
                "BenchSQLite", .product(name: "Junction", package: "Junction"), .product(name: "JunctionSQLite", package: "Junction"),
            ]),
        .executableTarget(
            name: "rows",
            dependencies: [
                "BenchSQLite", .product(name: "Junction", package: "Junction"), .product(name: "JunctionSQLite", package: "Junction"),
            ]),
        .systemLibrary(name: "BenchLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .executableTarget(
            name: "server",
            dependencies: [
                "BenchLibPQ", .product(name: "Junction", package: "Junction"), .product(name: "JunctionPostgres", package: "Junction"),
            ]),
        // What whole workloads are measured against, and the data that they work on.
        .target(name: "HandWritten", dependencies: ["BenchSQLite"]),
        .target(name: "HandWrittenPostgres", dependencies: ["BenchLibPQ", "HandWritten"]),
        .target(name: "BenchData", dependencies: ["HandWritten", "HandWrittenPostgres"]),
        // Says to valgrind what it counts.
        .target(name: "Callgrind"),
        .executableTarget(
            name: "bench",
            dependencies: [
                "BenchData", "Callgrind", "HandWritten", "HandWrittenPostgres", .product(name: "Junction", package: "Junction"),
                .product(name: "JunctionPostgres", package: "Junction"), .product(name: "JunctionSQLite", package: "Junction"),
            ]),
        // A peer: the same work with another library, in a process of its own.
        .executableTarget(
            name: "grdb", dependencies: ["HandWritten", .product(name: "GRDB", package: "GRDB.swift")]),
        // What the same work costs where there is more in the database.
        .executableTarget(
            name: "growth",
            dependencies: [
                "BenchSQLite", "HandWritten", .product(name: "Junction", package: "Junction"),
                .product(name: "JunctionSQLite", package: "Junction"),
            ]),
        // Many tasks at the same time.
        .executableTarget(
            name: "concurrency",
            dependencies: [
                .product(name: "Junction", package: "Junction"), .product(name: "JunctionPostgres", package: "Junction"),
                .product(name: "JunctionSQLite", package: "Junction"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
    ]
}
