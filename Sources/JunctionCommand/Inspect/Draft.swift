import Junction

/// A model as it will be written: Swift names are chosen, and whatever has no declaration is a note at its place.
struct Draft {
    let table: TableCatalogue
    /// The name of the struct.
    let name: String
    let key: DraftKey
    var properties: [DraftProperty] = []
    var relations: [DraftRelation] = []
    /// Properties that are unique together, or have an index together.
    var unique: [[String]] = []
    var indexes: [[String]] = []
    /// What is said above the model, and at the end of it.
    var notes: [String] = []
    var endNotes: [String] = []
    /// Names that a property or a path in a query has.
    var taken: Set<String> = []

    /// The property of a column; nil for a column that has none of its own.
    func property(of column: String) -> DraftProperty? { properties.first { $0.columns == [column] } }
    func index(of column: String) -> Int? { properties.firstIndex { $0.columns.contains(column) } }

    /// Takes a name, or the same with a number, and says so.
    mutating func take(_ name: String, path: String? = nil) -> (name: String, note: String?) {
        var names = [name] + [path].compactMap { $0 }, number = 1
        while names.contains(where: taken.contains) {
            number += 1
            names = [Self.numbered(name, number, path: path != nil)] + (path.map { [$0 + "\(number)"] } ?? [])
        }
        taken.formUnion(names)
        return (names[0], number == 1 ? nil : "the name '\(name)' is taken")
    }

    /// `contactID` -> `contact2ID`, so that queries walk it as `contact2`.
    private static func numbered(_ name: String, _ number: Int, path: Bool) -> String {
        path ? name.dropLast(2) + "\(number)ID" : name + "\(number)"
    }
}

/// The primary key of a model.
enum DraftKey: Equatable {
    /// One column, and the type of the key in Swift.
    case single(column: String, raw: String)
    case composite([String])

    var columns: [String] {
        switch self {
        case .single(let column, _): [column]
        case .composite(let columns): columns
        }
    }
}

/// A stored property.
struct DraftProperty {
    /// Without back-ticks.
    let name: String
    /// The columns it is kept in: one, but for a reference to a composite key.
    let columns: [String]
    /// What `@Column` says, or the property's name in snake case.
    let column: String
    let type: String
    var isOptional: Bool
    /// Without `@Column`.
    var attributes: [String] = []
    /// Swift for what a new row gets.
    var initial: String?
    var notes: [String] = []
    /// The table and the foreign key that it stands for.
    var reference: TableCatalogue.Reference?
}

/// A property of a relation.
struct DraftRelation {
    let attribute: String
    let name: String
    let type: String
    var notes: [String] = []
}

/// A foreign key that a property stands for: how a model refers to another one.
struct DraftLink {
    let child: String
    let property: String
    let parent: String
    let isUnique: Bool
}
