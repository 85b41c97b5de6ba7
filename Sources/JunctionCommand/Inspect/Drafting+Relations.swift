import Junction

extension Drafting {
    /// Declares the relations, both ends of each.
    mutating func addRelations() {
        for junction in junctions { addMany(junction) }
        let linked = Dictionary(junctions.map { ($0.table.name, Set([$0.near, $0.far])) }) { first, _ in first }
        var links: [DraftLink] = []
        for draft in drafts {
            for property in draft.properties {
                guard let key = property.reference, let parent = types[key.table], linked[draft.table.name]?.contains(key) != true else {
                    continue
                }
                let uniques = draft.table.uniques.map { Set($0.columns) } + [Set(draft.table.primaryKey?.columns ?? [])]
                links.append(
                    DraftLink(
                        child: draft.name, property: property.name, parent: parent, isUnique: uniques.contains(Set(property.columns))))
            }
        }
        for link in links {
            let isOnly = link.child != link.parent && links.filter { ($0.child, $0.parent) == (link.child, link.parent) }.count == 1
            addChildren(link, isOnly: isOnly)
        }
    }

    private func table(of type: String) -> String { types.first { $0.value == type }?.key ?? "" }

    // MARK: Many-to-many

    private mutating func addMany(_ junction: JunctionTable) {
        guard let owner = types[junction.near.table], let target = types[junction.far.table] else { return }
        let isSymmetrical = junction.isOfItself && junction.roles.isEmpty && symmetrical.contains(junction.table.name)
        var arguments: [String] = [], suffix = ""
        if junction.isPlain {
            let from = junction.near.names(in: keys) ?? "", to = junction.far.names(in: keys) ?? ""
            arguments = [
                "table: \(Values.literal(junction.table.name))", "from: \(Values.literal(from))", "to: \(Values.literal(to))",
            ]
        } else {
            guard let index = index(of: junction.table.name), let near = property(of: junction.near, at: index),
                let far = property(of: junction.far, at: index)
            else { return }
            suffix = ".Through<\(drafts[index].name)>"
            let referred = drafts[index].properties.compactMap { $0.reference?.table }
            let isClear = [junction.near, junction.far].allSatisfy { key in referred.filter { $0 == key.table }.count == 1 }
            if !isClear { arguments = ["from: \\.\(Reserved.quoted(near))", "to: \\.\(Reserved.quoted(far))"] }
        }
        if isSymmetrical { arguments.append("symmetrical: true") }
        var notes = junction.isPlain ? notes(of: junction) : []
        if junction.isOfItself {
            notes.append(
                isSymmetrical ? "each row has its mirror" : "symmetrical: true, if each link is to go both ways: then each row has a mirror"
            )
        }
        var name = relationName(junction)
        let attribute = "@ManyToMany" + (arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))")
        change(junction.near.table) { draft in
            let taken = draft.take(name)
            name = taken.name
            draft.relations.append(
                DraftRelation(
                    attribute: attribute, name: name, type: "Many<\(target)>" + suffix, notes: [taken.note].compactMap { $0 } + notes))
        }
        if isSymmetrical { return }
        let words = Words(of: owner).plural
        let isOnly =
            !junction.isOfItself
            && junctions.filter { Set([$0.near.table, $0.far.table]) == Set([junction.near.table, junction.far.table]) }.count == 1
        let other = isOnly ? words.property : Words(words.all + ["by"] + Words(of: name).all).property
        change(junction.far.table) { draft in
            let taken = draft.take(other)
            draft.relations.append(
                DraftRelation(
                    attribute: "@Inverse(\\\(owner).\(Reserved.quoted(name)))", name: taken.name, type: "Many<\(owner)>" + suffix,
                    notes: [taken.note].compactMap { $0 }))
        }
    }

    private func property(of key: TableCatalogue.Reference, at index: Int) -> String? {
        drafts[index].properties.first { $0.reference == key }?.name
    }

    /// What the table's name says besides the owner's; otherwise the targets.
    private func relationName(_ junction: JunctionTable) -> String {
        let words = names.words(of: junction.table.name)
        if let rest = words.dropping(names.words(of: junction.near.table)) { return rest.plural.property }
        return junction.isOfItself ? words.plural.property : Words(of: types[junction.far.table] ?? "").plural.property
    }

    /// What a table without a model has besides the pair.
    private func notes(of junction: JunctionTable) -> [String] {
        var notes = junction.table.others.map { Values.line($0.sql.isEmpty ? $0.name : $0.sql) }
        notes += junction.table.checks.map { Values.line("CHECK (\($0.sql))") }
        for key in [junction.near, junction.far] {
            if ![.cascade, .noAction].contains(key.onDelete) {
                notes.append("\(key.columns.joined(separator: ", ")) has ON DELETE \(key.onDelete.rawValue)")
            }
            if key.onUpdate != .noAction { notes.append("\(key.columns.joined(separator: ", ")) has ON UPDATE \(key.onUpdate.rawValue)") }
            if key.isDeferred, !areDeferred { notes.append("\(key.columns.joined(separator: ", ")) is DEFERRABLE INITIALLY DEFERRED") }
        }
        for key in junction.table.foreignKeys where key != junction.near && key != junction.far {
            notes.append("FOREIGN KEY (\(key.columns.joined(separator: ", "))) REFERENCES \(key.table)")
        }
        notes += junction.table.columns.filter { !junction.pair.contains($0.name) && $0.initial != nil }.map { Values.declaration($0) }
        return notes
    }

    // MARK: Rows that refer to this one

    private mutating func addChildren(_ link: DraftLink, isOnly: Bool) {
        let words = link.isUnique ? Words(of: link.child) : Words(of: link.child).plural
        var by = Words(of: link.property).all
        if by.count > 1, by.last == "id" { by.removeLast() }
        let isTree = link.child == link.parent && by == ["parent"] && !link.isUnique
        let name = isTree ? "children" : isOnly ? words.property : Words(words.all + ["by"] + by).property
        change(table(of: link.parent)) { draft in
            let (name, note) = draft.take(name)
            draft.relations.append(
                DraftRelation(
                    attribute: (link.isUnique ? "@HasOne" : "@HasMany") + "(\\\(link.child).\(Reserved.quoted(link.property)))", name: name,
                    type: (link.isUnique ? "One" : "HasMany") + "<\(link.child)>", notes: [note].compactMap { $0 }))
        }
    }
}
