import Junction

@Model
struct DatabaseConfig {
    var id: Key<DatabaseConfig>
    @MaxLength(100) var summary: String
    @MaxLength(100) var databaseName: String
    /// Junction makes the table of the links: `database_config_modules`.
    @ManyToMany var modules: Many<DatabaseModule>

    static let options = Options<Self>(
        name: "Database Configuration", plural: "Database Configurations",
        label: { $0.databaseName + " " + $0.summary },
        ordering: { [$0.databaseName] })
}
