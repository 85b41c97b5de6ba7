import Testing

/// A declaration with a mistake in it, and what its author is told.
struct MistakeInDeclaration: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let source: String
    let report: Report

    init(_ name: String, _ source: String, _ message: String, at line: Int, _ column: Int) {
        testDescription = name
        self.source = source
        report = Report(message, at: line, column)
    }

    /// A mistake in the third member of a model, which stands in line 5.
    init(property: String, _ message: String, _ column: Int) {
        let source = """
            @Model
            struct Contact {
                var id: Key<Contact>
                var name: String
                \(property)
            }
            """
        self.init(property, source, message, at: 5, column)
    }
}

extension MistakeInDeclaration {
    /// What is no struct, or no model.
    static let declarations: [MistakeInDeclaration] = [
        MistakeInDeclaration(
            "class", "@Model\nfinal class Category {\n    var id = 1\n}",
            "a model is a plain value: write 'struct Category' instead of 'class Category'", at: 2, 7),
        MistakeInDeclaration(
            "enum", "@Model\nenum Category {\n    case new\n}",
            "a model is a plain value: write 'struct Category' instead of 'enum Category'", at: 2, 1),
        MistakeInDeclaration(
            "actor", "@Model\npublic actor Category {\n    var id = 1\n}",
            "a model is a plain value: write 'struct Category' instead of 'actor Category'", at: 2, 8),
        MistakeInDeclaration(
            "generic", "@Model\nstruct Pair<T> {\n    var id: Key<Pair>\n}",
            "a model cannot be generic: write a struct 'Pair' for each table", at: 2, 12),
        MistakeInDeclaration(
            "main actor", "@MainActor\n@Model\nstruct Category {\n    var id: Key<Category>\n}",
            "a model is used on every thread and cannot be isolated to an actor: write 'nonisolated struct Category' without '@MainActor'",
            at: 1, 1),
        MistakeInDeclaration(
            "no id", "@Model\nstruct Category {\n    var name: String\n}",
            "a model needs a primary key: write 'var id: Key<Category>', or put @PrimaryKey before several properties", at: 2, 8),
        MistakeInDeclaration(
            "one part of a key", "@Model\nstruct Country {\n    @PrimaryKey var code: String\n}",
            "a key of one column is the property 'id': write '@Column(\"code\") var id: Key<Country>' and '@Model(key: String.self)', or put @PrimaryKey before the other properties of the key",
            at: 3, 21),
        MistakeInDeclaration(
            "a key beside id",
            "@Model\nstruct Seat {\n    var id: Key<Seat>\n    @PrimaryKey var row: String\n    @PrimaryKey var number: Int\n}",
            "'id' is the primary key already: remove it, or remove @PrimaryKey from the other properties", at: 4, 21),
        MistakeInDeclaration(
            "an absent part of a key", "@Model\nstruct Seat {\n    @PrimaryKey var row: String\n    @PrimaryKey var number: Int?\n}",
            "a part of the primary key is never absent: make 'number' not optional", at: 4, 21),
        MistakeInDeclaration(
            "id of another type", "@Model\nstruct Category {\n    var id: Int\n}",
            "the primary key has the model's own type: write 'var id: Key<Category>'", at: 3, 9),
        MistakeInDeclaration(
            "id of another model", "@Model\nstruct Category {\n    var id: Key<Contact>\n}",
            "the primary key has the model's own type: write 'var id: Key<Category>'", at: 3, 9),
        MistakeInDeclaration(
            "abstract struct", "@AbstractModel\nstruct Owned {\n}",
            "an abstract model is a protocol: write 'protocol Owned: Model where Fields: OwnedFields'", at: 1, 1),
    ]

    /// What cannot be a column.
    static let properties: [MistakeInDeclaration] = [
        MistakeInDeclaration(
            property: "var title = \"x\"", "a column needs its type written down: write 'var title: Int', or whatever it is", 9),
        MistakeInDeclaration(
            property: "let title: String", "a column is read from the database: write 'var title' instead of 'let title'", 5),
        MistakeInDeclaration(
            property: "@Unique @ManyToMany var tags: Many<Tag>",
            "'tags' is a relation and no column: remove @Unique, or put it before a property of the junction model", 5),
        MistakeInDeclaration(property: "lazy var title: String = \"x\"", "a column cannot be lazy: remove 'lazy' from 'title'", 14),
        MistakeInDeclaration(property: "var tags: [String]", noColumnType("tags", "[String]"), 9),
        MistakeInDeclaration(property: "var place: (Int, Int)", noColumnType("place", "(Int, Int)"), 9),
        MistakeInDeclaration(property: "var problem: any Error", noColumnType("problem", "any Error"), 9),
        MistakeInDeclaration(property: "@Version var version: String", "a version counts changes: write 'var version: Int'", 5),
        MistakeInDeclaration(
            property: "@DeletedAt var deleted: Date", "a live row has no time of deletion: write 'var deleted: Date?'", 20),
        MistakeInDeclaration(
            property: "@Column(\"name\") var title: String",
            "'name' and 'title' are the same column 'name': give one of them another name with @Column", 25),
        MistakeInDeclaration(
            property: "var nameID: Key<Name>", "'nameID' is walked as 'name' in queries, which is taken already: rename one of them", 9
        ),
        MistakeInDeclaration(property: "@Unique var loud: String { name }", "@Unique belongs to a stored property of a model", 5),
        MistakeInDeclaration(property: "@MaxLength(5) func shout() {}", "@MaxLength belongs to a stored property of a model", 5),
    ]

    /// What is no relation, or one without its attribute.
    static let relations: [MistakeInDeclaration] = [
        MistakeInDeclaration(
            property: "var tags: Many<Tag>",
            #"'tags' is a relation: put @ManyToMany, or @Inverse(\Other.relation) on its other end before it"#, 9),
        MistakeInDeclaration(
            property: "var tags: Many<Tag>.Through<ContactTag>",
            #"'tags' is a relation: put @ManyToMany, or @Inverse(\Other.relation) on its other end before it"#, 9),
        MistakeInDeclaration(
            property: "var phones: HasMany<Phone>", #"'phones' is a relation: put @HasMany(\Child.ownerID) before it"#, 9),
        MistakeInDeclaration(property: "var desk: One<Desk>", #"'desk' is a relation: put @HasOne(\Child.ownerID) before it"#, 9),
        MistakeInDeclaration(
            property: #"@Inverse(\.contacts) var tags: Many<Tag>"#,
            #"@Inverse takes a key path with the model's name in it, such as '\Contact.departments'"#, 5),
        MistakeInDeclaration(
            property: #"@ManyToMany(orderedBy: \.position) var tags: Many<Tag>"#,
            "'orderedBy:' names a property of a junction model, and there is none: write 'Many<Tag>.Through<…>'", 5),
        MistakeInDeclaration(
            property: #"@ManyToMany(table: "t", from: "a", to: "b") var tags: Many<Tag>.Through<Tagging>"#,
            "the junction model of 'tags' says which table and columns there are: leave 'table:' out, or '.Through<…>'", 5),
        MistakeInDeclaration(
            property: #"@HasMany(\.contactID) var phones: HasMany<Phone>"#,
            #"@HasMany takes a key path with the model's name in it, such as '\Contact.departments'"#, 5),
        MistakeInDeclaration(
            "relation without a type", "struct Contact {\n    @ManyToMany var tags\n}",
            "@ManyToMany belongs to a property with its type written down, such as 'var tags: Many<Tag>'", at: 2, 5),
    ]

    private static func noColumnType(_ property: String, _ type: String) -> String {
        "'\(type)' is no column type, so '\(property)' cannot be stored: use a number, Bool, String, Date, CalendarDate, UUID, URL, Data, "
            + "a Key, JSON<\(type)>, or a type of your own that conforms to ColumnValue or JSONColumnValue"
    }
}
