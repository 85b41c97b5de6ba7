import Junction

extension Draft {
    /// Puts uniqueness, indexes, checks and the other foreign keys where they belong: to a property, into the options, or into a note.
    ///
    /// - Parameter all: every model with its properties.
    mutating func addConstraints(_ context: DraftContext, all: [Draft]) {
        let junction = context.junctions[table.name]
        for group in table.uniques {
            // The pair of a junction model is unique by the relation.
            if let junction, junction.roles.isEmpty, Set(group.columns) == junction.pair { continue }
            if let index = place(of: group.columns) {
                add("@Unique", to: index)
            } else if let names = properties(of: group.columns) {
                if !unique.contains(names) { unique.append(names) }
            } else {
                endNotes.append("UNIQUE (\(group.columns.joined(separator: ", ")))" + (group.name.map { ": \($0)" } ?? ""))
            }
        }
        for group in table.indexes {
            if let index = place(of: group.columns) {
                // Keys to other models have one without it.
                if properties[index].reference == nil { add("@Indexed", to: index) }
            } else if let names = properties(of: group.columns) {
                if !indexes.contains(names) { indexes.append(names) }
            } else {
                endNotes.append("INDEX (\(group.columns.joined(separator: ", ")))" + (group.name.map { ": \($0)" } ?? ""))
            }
        }
        for check in table.checks { add(check) }
        for key in table.foreignKeys where !properties.contains(where: { $0.reference == key }) { add(key, context, all) }
    }

    /// The place of the one property that takes exactly these columns.
    private func place(of columns: [String]) -> Int? { properties.firstIndex { Set($0.columns) == Set(columns) } }

    /// The properties that take these columns, all of each; nil where some column has none.
    private func properties(of columns: [String]) -> [String]? {
        var names: [String] = []
        for column in columns {
            guard let property = properties.first(where: { $0.columns.contains(column) }), property.columns.allSatisfy(columns.contains)
            else {
                return nil
            }
            if !names.contains(property.name) { names.append(property.name) }
        }
        return names
    }

    private mutating func add(_ attribute: String, to index: Int) {
        if !properties[index].attributes.contains(attribute) { properties[index].attributes.insert(attribute, at: 0) }
    }

    // MARK: Checks

    private mutating func add(_ check: TableCatalogue.Check) {
        let condition = Condition(check.sql) { column in table.column(named: column)?.content == .integer }
        let note = "CHECK (\(Values.line(check.sql)))" + (check.name.map { ": \($0)" } ?? "")
        switch condition {
        case .json(let column):
            guard let index = index(of: self.column(column)), properties[index].type == "String" else { return endNotes.append(note) }
            let old = properties[index]
            var property = DraftProperty(
                name: old.name, columns: old.columns, column: old.column, type: Values.type(.json), isOptional: old.isOptional)
            property.notes = old.notes
            if let initial = table.column(named: self.column(column))?.initial, initial.uppercased() != "NULL", old.initial != nil {
                property.notes.append("DEFAULT \(Values.line(initial))")
            }
            properties[index] = property
        case .truth(let column):
            // That a Boolean is 0 or 1 needs no words.
            if table.column(named: self.column(column))?.content != .bool { endNotes.append(note) }
        case .range(let column, let lower, let upper):
            let name = self.column(column)
            guard let index = index(of: name), properties[index].reference == nil, properties[index].name != "id",
                let range = Self.range(lower, upper, properties[index].type),
                !properties[index].attributes.contains(where: { $0.hasPrefix("@Check") })
            else { return endNotes.append(note) }
            properties[index].attributes.append("@Check(\(range))")
        case .other: endNotes.append(note)
        }
    }

    /// A column by its name, as the table has it.
    private func column(_ name: String) -> String {
        table.column(named: name)?.name ?? table.columns.first { $0.name.lowercased() == name.lowercased() }?.name ?? name
    }

    private static func range(_ lower: String, _ upper: String?, _ type: String) -> String? {
        let bounds = [lower] + [upper].compactMap { $0 }
        switch type {
        case "Int":
            guard bounds.allSatisfy({ Int($0) != nil }) else { return nil }
            return upper.map { "\(lower)...\($0)" } ?? "\(lower)..."
        case "Double", "Decimal":
            let written = bounds.map { $0.contains(".") ? $0 : $0 + ".0" }
            return written.count == 2 ? "\(written[0])...\(written[1])" : written[0] + "..."
        default: return nil
        }
    }

    // MARK: Foreign keys that are no keys of models

    /// The name by which queries walk the key, `categoryName` to `name` as `category`; false where it is taken.
    private mutating func takePath(_ property: String, _ other: String) -> Bool {
        let suffix = other.prefix(1).uppercased() + other.dropFirst()
        guard property.hasSuffix(suffix), property.count > suffix.count else { return true }
        return taken.insert(String(property.dropLast(suffix.count))).inserted
    }

    /// One to another unique column, or one that has no declaration.
    private mutating func add(_ key: TableCatalogue.Reference, _ context: DraftContext, _ all: [Draft]) {
        let to = "\(key.table) (\(key.references.joined(separator: ", ")))"
        let note =
            "FOREIGN KEY (\(key.columns.joined(separator: ", "))) REFERENCES \(to)"
            + (key.onDelete == .noAction ? "" : " ON DELETE \(key.onDelete.rawValue)")
        guard key.columns.count == 1, let index = place(of: key.columns), properties[index].reference == nil,
            properties[index].name != "id",
            let target = all.first(where: { $0.table.name == key.table }), let other = target.property(of: key.references[0]),
            other.reference == nil, other.name != "id", other.type == properties[index].type,
            target.table.uniques.contains(where: { $0.columns == key.references }), takePath(properties[index].name, other.name)
        else {
            endNotes.append(Values.line(note))
            return
        }
        properties[index].reference = key
        let attribute = "@ForeignKey(to: \\\(target.name).\(Reserved.quoted(other.name))"
        switch key.onDelete {
        case .cascade: properties[index].attributes.append(attribute + ", onDelete: .cascade)")
        case .setNull where properties[index].isOptional: properties[index].attributes.append(attribute + ", onDelete: .setNull)")
        case .setNull, .setDefault:
            properties[index].attributes.append(attribute + ")")
            properties[index].notes.append("ON DELETE \(key.onDelete.rawValue)")
        case .noAction, .restrict: properties[index].attributes.append(attribute + ")")
        }
        if key.onUpdate != .noAction { properties[index].notes.append("ON UPDATE \(key.onUpdate.rawValue)") }
        if key.isDeferred, !context.areDeferred { properties[index].notes.append("DEFERRABLE INITIALLY DEFERRED") }
    }
}
