import Foundation
import Junction
import JunctionTesting
import Opening

/// A distribution's packages, their tags and what they depend on: `swift run Catalogue [folder with packages.tsv, tags.tsv and
/// depends.tsv, plain or gzipped] [--postgres URL]`.
@main
enum Main {
    // `main` belongs to the main actor, where each statement of a transaction would cost a hop. The work leaves it.
    static func main() async {
        var arguments = Array(CommandLine.arguments.dropFirst()), url: String?
        if let option = arguments.firstIndex(of: "--postgres"), option + 1 < arguments.count {
            url = arguments[option + 1]
            arguments.removeSubrange(option...option + 1)
        }
        do { try await run(arguments.first, url) } catch {
            FileHandle.standardError.write(Data("Catalogue: \(error)\n".utf8))
            exit(1)
        }
    }

    @concurrent
    private static func run(_ path: String?, _ url: String?) async throws {
        let start = ContinuousClock.now
        let folder = try path.map { URL(fileURLWithPath: $0) } ?? sample()
        print("Reading \(path ?? "the bundled sample") …")
        let index = try PackageIndex(folder: folder)
        let read = ContinuousClock.now

        let recorder = StatementRecorder()
        let db = try await Opening.database(url, orFile: nil, DatabaseConfiguration(observers: [recorder]))
        let counts = try await Import(index: index, recorder: recorder).run(on: db)
        let stored = ContinuousClock.now
        print("\(counts.packages) packages, \(counts.tags) tags, \(counts.links) links and \(counts.dependencies) dependencies")
        print("read in \(Printing.milliseconds(read - start)), stored in \(Printing.milliseconds(stored - read))", terminator: "")
        print(" by \(counts.statements) statements in one transaction")

        let answers = Answers(db: db, recorder: recorder)
        try await answers.mostUsedTags()
        try await answers.packages(withAllOf: ["interface::commandline", "implemented-in::perl"])
        try await answers.packagesWithoutTag()
        try await answers.packages(ofSection: "editors")
        try await answers.packagesThatNothingNeeds()
        try await answers.whatBreaks(without: "libssl3")
        try await answers.packagesWithFirstDependencies(ofSection: "editors")
        await db.close()
    }

    private static func sample() throws -> URL {
        guard let folder = Bundle.module.url(forResource: "Data", withExtension: nil) else {
            throw CatalogueError("the bundled sample is missing")
        }
        return folder
    }
}
