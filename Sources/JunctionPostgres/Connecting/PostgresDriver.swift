import Junction

/// Opens connections to a PostgreSQL database.
struct PostgresDriver: Driver {
    let settings: PostgresSettings
    let configuration: PostgresConfiguration

    var dialect: any Dialect { .postgres }
    var pool: PoolShape { .alike(configuration.common.connections) }
    /// Every statement waits for the network.
    var runsInline: Bool { false }

    func open(writable: Bool) throws -> any Link { try PostgresLink(settings, configuration) }
}
