public import Junction

extension DatabaseKind {
    /// PostgreSQL, for commands: `postgres://user@host/name`.
    public static var postgres: DatabaseKind {
        DatabaseKind(.postgres, prefixes: ["postgres://", "postgresql://"], example: "postgres://user@host/name") { address, _ in
            try await Database.postgres(address)
        }
    }
}
