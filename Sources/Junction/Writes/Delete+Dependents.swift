extension Execution {
    /// Removes rows for good. What the database's own constraints do is left to them; the rest is done here, in the same transaction.
    func deletePermanently(_ query: Selection) throws -> Int {
        let selection = query.written
        let table = selection.table(), dependents = try dependents(of: table)
        do {
            if dependents.isEmpty { return try execute(.delete(selection)) }
            let keys = try keys(of: selection, .forUpdate)
            var deleting: [Table: Set<Value>] = [:]
            if keys.isEmpty { return 0 }
            try deleteDependents(of: keys, in: table, dependents, &deleting)
            return try execute(.delete(rows(of: table, in: keys, .includingDeleted)))
        } catch let error as DatabaseError {
            throw try explained(error, selection)
        }
    }

    /// Finds out who still refers to the rows, where the database does not tell.
    private func explained(_ error: DatabaseError, _ selection: Selection) throws -> DatabaseError {
        guard error.kind == .foreignKey, error.columns.isEmpty, link.isInTransaction, !link.isFailed else { return error }
        let table = selection.table(), keys = try keys(of: selection)
        for (child, key) in try context.graph(with: table).references(to: table) where key.onDelete == .restrict {
            if try exists(rows(of: child, by: key, in: keys, .includingDeleted)) { return referred(child, key, error) }
        }
        return error
    }

    private func referred(_ child: Table, _ key: ForeignKey, _ error: DatabaseError) -> DatabaseError {
        var error = error
        error.table = child.name
        error.model = child.modelName
        error.columns = key.columns
        return error
    }

    /// A foreign key to a table, whose rule the database does not carry out itself.
    private struct Dependent {
        let table: Table
        let key: ForeignKey
    }

    /// - Parameter deleting: what is on its way out already, so that rows which refer to each other in a circle end.
    private func deleteDependents(
        of keys: [Value], in table: Table, _ dependents: [Dependent], _ deleting: inout [Table: Set<Value>]
    ) throws {
        deleting[table, default: []].formUnion(keys)
        for dependent in dependents {
            let children = rows(of: dependent.table, by: dependent.key, in: keys, .includingDeleted)
            switch dependent.key.onDelete {
            case .setNull:
                _ = try update(children, assignments(of: dependent.key, to: nil))
            case .cascade:
                let further = try self.dependents(of: dependent.table)
                if further.isEmpty {
                    _ = try deleteFollowing(children)
                } else {
                    let known = deleting[dependent.table] ?? []
                    let childKeys = try self.keys(of: children).filter { !known.contains($0) }
                    if childKeys.isEmpty { continue }
                    try deleteDependents(of: childKeys, in: dependent.table, further, &deleting)
                    _ = try deleteFollowing(rows(of: dependent.table, in: childKeys, .includingDeleted))
                }
            case .restrict:
                if try exists(children) {
                    let error = DatabaseError(.foreignKey, message: "rows of \(dependent.table.modelName) still refer to it")
                    throw referred(dependent.table, dependent.key, error)
                }
            }
        }
    }

    /// Every foreign key of a known model or junction to the table, but for those that the database takes care of.
    ///
    /// A cascade of the database's is only left to it where it takes care of all that hangs on the children, too.
    private func dependents(of table: Table) throws -> [Dependent] {
        try dependents(of: table, context.graph(with: table), below: [])
    }

    private func dependents(of table: Table, _ graph: ModelGraph, below above: Set<Table>) throws -> [Dependent] {
        let path = above.union([table])
        let references = try context.inspection(table.name, link)?.references ?? []
        var dependents: [Dependent] = []
        for (child, key) in graph.references(to: table) {
            let own = references.filter { $0.table == child.name && key.columns.contains($0.column) }
            var isDone = own.count == key.columns.count && own.allSatisfy { $0.onDelete == key.onDelete }
            if isDone, key.onDelete == .cascade, !path.contains(child) {
                isDone = try self.dependents(of: child, graph, below: path).isEmpty
            }
            if !isDone { dependents.append(Dependent(table: child, key: key)) }
        }
        return dependents
    }
}
