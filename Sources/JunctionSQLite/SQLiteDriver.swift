import Junction

/// Opens connections to an SQLite database.
struct SQLiteDriver: Driver {
    let location: SQLiteLocation
    let configuration: SQLiteConfiguration

    var dialect: Dialect { .sqlite }
    /// Nothing in SQLite waits for a network.
    var runsInline: Bool { true }

    func open(writable: Bool) throws -> any Link {
        try SQLiteLink(location, configuration, writable: writable && !configuration.isReadOnly)
    }
}
