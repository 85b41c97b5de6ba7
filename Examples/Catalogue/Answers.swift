import Foundation
import Junction
import JunctionTesting

/// What the catalogue is asked.
struct Answers: Sendable {
    let db: Database
    let recorder: StatementRecorder

    func mostUsedTags() async throws {
        let tags = try await ask(
            "The ten most used tags",
            "Tag.order { [$0.packages.count.descending, $0.name] }.limit(10).values { ($0.name, $0.packages.count) }.all(on: db)",
            statements: 1
        ) {
            try await Tag.order { [$0.packages.count.descending, $0.name] }.limit(10).values { ($0.name, $0.packages.count) }.all(on: db)
        }
        show(tags.map { name, count in Printing.column(name) + "\(count)" })
    }

    func packages(withAllOf names: [String]) async throws {
        let tags = try await Tag.filter { $0.name.in(names) }.all(on: db)
        guard tags.count == names.count else { throw CatalogueError("not all of these are tags: \(names.joined(separator: ", "))") }
        let packages = try await ask(
            "Packages with all of " + names.joined(separator: " and "),
            "Package.filter { $0.tags.contains(allOf: tags) }.order { $0.name }.all(on: db)", statements: 1
        ) {
            try await Package.filter { $0.tags.contains(allOf: tags) }.order { $0.name }.all(on: db)
        }
        show(packages.map { Printing.column($0.name) + $0.summary })
    }

    func packagesWithoutTag() async throws {
        let packages = try await ask(
            "Packages without a tag, the largest first",
            "Package.filter { $0.tags.isEmpty }.order { [$0.installedSizeKiB.descending, $0.name] }.all(on: db)", statements: 1
        ) {
            try await Package.filter { $0.tags.isEmpty }.order { [$0.installedSizeKiB.descending, $0.name] }.all(on: db)
        }
        show(packages.map { Printing.column($0.name) + "\($0.installedSizeKiB) KiB" })
    }

    func packages(ofSection section: String) async throws {
        let packages = try await ask(
            "Each package of the section \(section), with its tags",
            "Package.filter { $0.section == section }.order { $0.name }.with { $0.tags.order { $0.name } }.all(on: db)", statements: 2
        ) {
            try await Package.filter { $0.section == section }.order { $0.name }.with { $0.tags.order { $0.name } }.all(on: db)
        }
        show(packages.map { package, tags in Printing.column(package.name) + tags.map(\.name).joined(separator: ", ") })
    }

    func packagesThatNothingNeeds() async throws {
        let packages = try await ask(
            "Packages that nothing depends on, the largest first",
            "Package.filter { $0.dependents.isEmpty }.order { [$0.installedSizeKiB.descending, $0.name] }.all(on: db)", statements: 1
        ) {
            try await Package.filter { $0.dependents.isEmpty }.order { [$0.installedSizeKiB.descending, $0.name] }.all(on: db)
        }
        show(packages.map { Printing.column($0.name) + "\($0.installedSizeKiB) KiB" })
    }

    func whatBreaks(without name: String) async throws {
        let gone = try await Package.filter { $0.name == name }.one(on: db)
        let packages = try await ask(
            "What breaks if \(name) goes, directly or over one other package",
            "Package.filter { $0.dependencies.contains(gone) || $0.dependencies.any { $0.dependencies.contains(gone) } }.order { $0.name }.all(on: db)",
            statements: 1
        ) {
            try await Package.filter { $0.dependencies.contains(gone) || $0.dependencies.any { $0.dependencies.contains(gone) } }
                .order { $0.name }.all(on: db)
        }
        show(packages.map { Printing.column($0.name) + $0.summary })
    }

    func packagesWithFirstDependencies(ofSection section: String) async throws {
        let packages = try await ask(
            "Each package of the section \(section), with its tags and its first three dependencies",
            "Package.filter { $0.section == section }.order { $0.name }.with { $0.tags.order { $0.name } }.with { $0.dependencies.withLink.limit(3) }.all(on: db)",
            statements: 3
        ) {
            try await Package.filter { $0.section == section }.order { $0.name }
                .with { $0.tags.order { $0.name } }
                .with { $0.dependencies.withLink.limit(3) }.all(on: db)
        }
        show(
            packages.map { package, tags, needed in
                let names = needed.map { other, link in other.name + (link.constraint.map { " (\($0))" } ?? "") }
                return Printing.column(package.name) + "\(tags.count) tags; " + names.joined(separator: ", ")
            })
    }

    // MARK: Asking and printing

    /// Asks, and prints the Swift line, the SQL that was sent, and how long it all took.
    ///
    /// - Parameter statements: how many it takes. Junction promises the number, so any other is an error.
    private func ask<Found>(
        _ question: String, _ swift: String, statements: Int, _ body: () async throws -> [Found]
    ) async throws -> [Found] {
        _ = recorder.take()
        let start = ContinuousClock.now
        let rows = try await body()
        let time = ContinuousClock.now - start, sent = recorder.takeSQL()

        print("\n\n\(question)\n\(String(repeating: "=", count: question.count))\n\(swift)\n")
        for sql in sent { print("  " + Printing.wrapped(sql).joined(separator: "\n  ") + "\n") }
        guard sent.count == statements else { throw CatalogueError("\(sent.count) statements were sent instead of \(statements)") }
        print("\(rows.count) rows, \(statements) statement\(statements == 1 ? "" : "s"), \(Printing.milliseconds(time)):")
        return rows
    }

    private func show(_ lines: [String]) {
        for line in lines.prefix(10) { print("  " + line) }
        if lines.count > 10 { print("  … and \(lines.count - 10) more") }
    }
}
