/// The notes that Junction began with, as a program: `swift run ContactBook [URL of a PostgreSQL database]`.
@main
enum Main {
    // `main` belongs to the main actor, where each statement of a transaction would cost a hop. The story leaves it.
    static func main() async throws { try await Story.run(on: CommandLine.arguments.dropFirst().first) }
}
