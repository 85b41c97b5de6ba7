import Junction

/// The beginnings and ends of transactions and savepoints in PostgreSQL's words.
enum PostgresCommand {
    /// The first of them as C takes them: there are as many as statements that write.
    private static let savepoints = (0..<64).map { CText(sql(.savepoint($0))) }

    /// The same as C takes it.
    static func text(_ command: TransactionCommand) -> CText {
        if case .savepoint(let number) = command, savepoints.indices.contains(number) { return savepoints[number] }
        return CText(sql(command))
    }

    static func sql(_ command: TransactionCommand) -> String {
        switch command {
        // Whoever has waited must see what the other one did.
        case .begin(.migrate, nil): "BEGIN ISOLATION LEVEL \(name(.readCommitted))"
        case .begin(.read, let isolation): "BEGIN ISOLATION LEVEL \(name(isolation ?? .repeatableRead)) READ ONLY"
        case .begin(.write, let isolation), .begin(.migrate, let isolation):
            isolation.map { "BEGIN ISOLATION LEVEL \(name($0))" } ?? "BEGIN"
        case .commit: "COMMIT"
        case .rollback: "ROLLBACK"
        case .savepoint(let number): "SAVEPOINT j\(number)"
        case .release(let number): "RELEASE j\(number)"
        case .rollbackTo(let number): "ROLLBACK TO j\(number)"
        }
    }

    private static func name(_ isolation: IsolationLevel) -> String {
        switch isolation {
        case .readCommitted: "READ COMMITTED"
        case .repeatableRead: "REPEATABLE READ"
        case .serializable: "SERIALIZABLE"
        }
    }
}
