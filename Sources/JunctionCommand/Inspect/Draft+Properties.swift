import Junction

extension Draft {
    /// Chooses the properties, in the order of the columns.
    mutating func addProperties(_ context: DraftContext) {
        var references: [String: TableCatalogue.Reference] = [:]
        for key in table.foreignKeys where context.isKey(key, of: table) && key.names(in: context.keys) != nil {
            for column in key.columns where references[column] == nil { references[column] = key }
        }
        if case .single(let column, let raw) = key { addID(column, raw) } else { taken.insert("id") }
        var written = Set<TableCatalogue.Reference>(), hasDeletion = false
        for column in table.columns {
            if case .single(let id, _) = key, column.name == id { continue }
            if let reference = references[column.name], reference.columns.allSatisfy({ references[$0] == reference }),
                addReference(reference, context, &written)
            {
                continue
            }
            guard let content = column.content, column.generation == nil else {
                endNotes.append(Self.missing(column))
                continue
            }
            let (name, note) = take(Words(of: column.name).property == "self" ? "selfValue" : Words(of: column.name).property)
            var property = DraftProperty(
                name: name, columns: [column.name], column: column.name, type: Values.type(content), isOptional: column.isNullable)
            if let note { property.notes.append(note) }
            property.notes += notes(of: column)
            property.attributes += attributes(of: column)
            addInitial(column, to: &property)
            if content == .moment { addRole(column, to: &property, context, &hasDeletion) }
            properties.append(property)
        }
    }

    private mutating func addID(_ column: String, _ raw: String) {
        taken.insert("id")
        guard let catalogued = table.column(named: column) else { return }
        var property = DraftProperty(name: "id", columns: [column], column: column, type: "Key<\(name)>", isOptional: false)
        property.attributes = attributes(of: catalogued)
        property.notes = notes(of: catalogued)
        if raw == "Int64" {
            let counting = table.primaryKey?.counting
            if counting == nil { property.notes.append("the database does not count it: give each new row its key") }
            if counting?.contains("ALWAYS") == true { property.notes.append("\(counting ?? ""): the database takes no key that is given") }
        } else if let initial = catalogued.initial {
            property.notes.append("DEFAULT \(Values.line(initial))")
        }
        properties.append(property)
    }

    /// One property for all columns of a foreign key; false where one of them is optional and another is not.
    private mutating func addReference(
        _ key: TableCatalogue.Reference, _ context: DraftContext, _ written: inout Set<TableCatalogue.Reference>
    ) -> Bool {
        if written.contains(key) { return true }
        let columns = key.columns.compactMap(table.column), isOptional = columns.contains(where: \.isNullable)
        guard let type = context.types[key.table], let column = key.names(in: context.keys), columns.allSatisfy({ $0.generation == nil }),
            columns.allSatisfy({ $0.isNullable == isOptional })
        else { return false }
        written.insert(key)
        let words = Words(of: column).all, base = Words(words.count > 1 && words.last == "id" ? words.dropLast() : words).property
        let (name, note) = take(base + "ID", path: base)
        var property = DraftProperty(
            name: name, columns: key.columns, column: key.columns.count == 1 ? column : column + "_id", type: "Key<\(type)>",
            isOptional: isOptional, reference: key)
        if let note { property.notes.append(note) }
        for column in columns {
            property.notes += notes(of: column)
            if let initial = column.initial, initial.uppercased() != "NULL" { property.notes.append("DEFAULT \(Values.line(initial))") }
        }
        if case .composite(let parts) = self.key, key.columns.allSatisfy(parts.contains) { property.attributes.append("@PrimaryKey") }
        property.notes += property.rules(context)
        properties.append(property)
        return true
    }

    // MARK: Columns

    private func attributes(of column: CatalogueColumn) -> [String] {
        var attributes: [String] = []
        if case .composite(let parts) = key, parts.contains(column.name) { attributes.append("@PrimaryKey") }
        if let length = column.maxLength, column.content == .text, length > 0 { attributes.append("@MaxLength(\(length))") }
        if let digits = column.digits, column.content == .decimal, Self.isKept(digits) {
            attributes.append("@Digits(\(digits.total), \(digits.places))")
        }
        return attributes
    }

    /// Whether every database keeps so many digits.
    private static func isKept(_ digits: Digits) -> Bool {
        digits.total <= 15 && digits.total > 0 && (0...digits.total).contains(digits.places)
    }

    private func notes(of column: CatalogueColumn) -> [String] {
        var notes: [String] = []
        if let digits = column.digits, column.content == .decimal, !Self.isKept(digits) {
            notes.append("\(column.type)(\(digits.total), \(digits.places)): more digits than every database keeps")
        }
        if let collation = column.collation, collation != "C" { notes.append("COLLATE \(Values.line(collation))") }
        if column.type == "character" { notes.append("character(\(column.maxLength ?? 1)): the database fills it up with spaces") }
        if column.maxLength != nil, column.content != .text, column.content != .uuid { notes.append(Values.declaration(column)) }
        if let domain = Self.domain(column) { notes.append(domain) }
        return notes
    }

    /// A type of the database's own that is one of the usual ones underneath.
    private static func domain(_ column: CatalogueColumn) -> String? {
        let usual: Set = [
            "smallint", "integer", "bigint", "real", "double precision", "numeric", "boolean", "text", "character varying", "character",
            "bytea",
            "timestamp with time zone", "date", "uuid", "json", "jsonb",
        ]
        let isSQLite = column.type.isEmpty || Self.sqliteWords.contains { column.type.contains($0) }
        return usual.contains(column.type) || isSQLite ? nil : "of the type \(Values.line(column.type))"
    }

    private static let sqliteWords = [
        "int", "char", "clob", "text", "blob", "real", "floa", "doub", "bool", "date", "time", "decimal", "numeric",
    ]

    private func addInitial(_ column: CatalogueColumn, to property: inout DraftProperty) {
        guard let initial = column.initial, initial.uppercased() != "NULL" else { return }
        property.initial = Values.initial(initial, property.type)
        if property.initial == nil { property.notes.append("DEFAULT \(Values.line(initial))") }
    }

    /// What a time says by its name: only a soft deletion can be told from anything else.
    private func addRole(
        _ column: CatalogueColumn, to property: inout DraftProperty, _ context: DraftContext, _ hasDeletion: inout Bool
    ) {
        let words = Words(of: column.name).all
        let stem = ["at", "on", "date", "time", "timestamp"].contains(words.last) && words.count > 1 ? Array(words.dropLast()) : words
        if column.isNullable, !hasDeletion, [["deleted"], ["removed"], ["deletion"]].contains(stem), column.initial == nil {
            property.attributes.append("@DeletedAt")
            hasDeletion = true
            return
        }
        let role =
            [["created"], ["creation"]].contains(stem)
            ? "@CreatedAt" : [["modified"], ["updated"], ["changed"]].contains(stem) ? "@ModifiedAt" : nil
        guard let role else { return }
        if context.stampsTimes, !column.isNullable, property.initial == nil {
            property.attributes.append(role)
        } else {
            property.notes.append("\(role), if Junction is to fill it")
        }
    }

    private static func missing(_ column: CatalogueColumn) -> String {
        let declaration = Values.declaration(column)
        if column.generation != nil { return "\(declaration): the database computes it" }
        let isNeeded = !column.isNullable && column.initial == nil
        return "\(declaration): Junction has no type for it" + (isNeeded ? ", and a new row needs a value" : "")
    }
}

extension DraftProperty {
    /// What `@ForeignKey` says of the rules of a foreign key, and what it cannot say.
    fileprivate mutating func rules(_ context: DraftContext) -> [String] {
        guard let key = reference else { return [] }
        var notes: [String] = []
        switch key.onDelete {
        case .cascade: attributes.append("@ForeignKey(onDelete: .cascade)")
        case .setNull where isOptional: attributes.append("@ForeignKey(onDelete: .setNull)")
        case .setNull, .setDefault: notes.append("ON DELETE \(key.onDelete.rawValue)")
        case .noAction, .restrict: break
        }
        if key.onUpdate != .noAction { notes.append("ON UPDATE \(key.onUpdate.rawValue)") }
        if key.isDeferred, !context.areDeferred { notes.append("DEFERRABLE INITIALLY DEFERRED") }
        return notes
    }
}
