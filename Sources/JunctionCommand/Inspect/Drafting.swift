import Junction

/// Makes drafts of a catalogue's tables: first every model with its columns, then the relations between them, since a relation is named after
/// the columns of both.
struct Drafting {
    let catalogue: Catalogue
    let stampsTimes: Bool
    let symmetrical: Set<String>
    let names: TableNames
    let keys: Keys
    let junctions: [JunctionTable]
    /// The names of the models, by table.
    private(set) var types: [String: String] = [:]
    private(set) var drafts: [Draft] = []
    /// Whether every foreign key waits for the end of the transaction, so that it is said once.
    let areDeferred: Bool

    init(_ catalogue: Catalogue, stampsTimes: Bool, symmetrical: Set<String>) {
        self.catalogue = catalogue
        self.stampsTimes = stampsTimes
        self.symmetrical = symmetrical
        names = TableNames(catalogue)
        keys = Keys(catalogue)
        junctions = JunctionTable.all(in: catalogue, keys, names)
        let references = catalogue.tables.flatMap(\.foreignKeys)
        areDeferred = !references.isEmpty && references.allSatisfy(\.isDeferred)
        chooseTypes()
        for table in models { drafts.append(draft(of: table)) }
        for index in drafts.indices { drafts[index].addProperties(DraftContext(self)) }
        for index in drafts.indices { drafts[index].addConstraints(DraftContext(self), all: drafts) }
        addRelations()
    }

    /// The tables that become models.
    private var models: [TableCatalogue] {
        let plain = Set(junctions.filter(\.isPlain).map(\.table.name))
        return catalogue.tables.filter { keys.keys[$0.name] != nil && !plain.contains($0.name) }
    }

    /// Tables that cannot be models, each with the reason.
    var left: [(table: TableCatalogue, reason: String)] {
        catalogue.tables.compactMap { table in keys.reasons[table.name].map { (table, $0) } }
    }

    func index(of table: String) -> Int? { drafts.firstIndex { $0.table.name == table } }

    mutating func change(_ table: String, _ body: (inout Draft) -> Void) {
        if let index = index(of: table) { body(&drafts[index]) }
    }

    private mutating func chooseTypes() {
        var taken = Reserved.types
        for table in models {
            let name = names.words(of: table.name).singular.type
            var number = 1, unique = name
            while !taken.insert(unique).inserted {
                number += 1
                unique = name + "\(number)"
            }
            types[table.name] = unique
        }
    }

    private func draft(of table: TableCatalogue) -> Draft {
        let name = types[table.name] ?? "", wanted = names.words(of: table.name).singular.type
        var draft = Draft(table: table, name: name, key: keys.keys[table.name] ?? .composite([]))
        if name != wanted { draft.notes.append("the name '\(wanted)' is taken") }
        draft.notes += table.others.filter { $0.kind == .option }.map { Values.line($0.sql) }
        draft.endNotes += table.others.filter { $0.kind != .option }.map { entry in
            entry.sql.isEmpty ? "\(entry.kind.rawValue) \(entry.name)" : Values.line(entry.sql)
        }
        return draft
    }
}

/// What a draft has to know of the others to choose its properties.
struct DraftContext {
    let keys: Keys
    let types: [String: String]
    let tables: [String: TableCatalogue]
    let junctions: [String: JunctionTable]
    let stampsTimes: Bool
    let areDeferred: Bool

    init(_ drafting: Drafting) {
        keys = drafting.keys
        types = drafting.types
        tables = Dictionary(drafting.catalogue.tables.map { ($0.name, $0) }) { first, _ in first }
        junctions = Dictionary(drafting.junctions.map { ($0.table.name, $0) }) { first, _ in first }
        stampsTimes = drafting.stampsTimes
        areDeferred = drafting.areDeferred
    }

    /// Whether the columns of a foreign key have the types of the key of a model that they refer to.
    func isKey(_ key: TableCatalogue.Reference, of table: TableCatalogue) -> Bool {
        guard types[key.table] != nil, let target = tables[key.table], keys.keys[key.table]?.columns == key.references else { return false }
        return zip(key.columns, key.references).allSatisfy { table.column(named: $0)?.content == target.column(named: $1)?.content }
    }
}
