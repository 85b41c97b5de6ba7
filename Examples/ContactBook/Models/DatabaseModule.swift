import Junction

@Model
struct DatabaseModule {
    var id: Key<DatabaseModule>
    @MaxLength(10) var code: String
    @MaxLength(100) var summary: String

    static let options = Options<Self>(
        name: "Database Module Type", plural: "Database Module Types",
        label: { $0.code + " " + $0.summary })
}
