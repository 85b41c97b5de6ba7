import Junction

/// Opens connections to an SQLite database.
struct SQLiteDriver: Driver {
    let location: SQLiteLocation
    let configuration: SQLiteConfiguration

    var dialect: any Dialect { .sqlite }
    /// A database in memory belongs to one connection.
    var pool: PoolShape {
        if case .memory = location { .alike(1) } else { .oneWriter(readers: max(1, configuration.common.connections - 1)) }
    }
    /// Nothing in SQLite waits for a network.
    var runsInline: Bool { true }

    func open(writable: Bool) throws -> any Link {
        try SQLiteLink(location, configuration, writable: writable && !configuration.isReadOnly)
    }
}
