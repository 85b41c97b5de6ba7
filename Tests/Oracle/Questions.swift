import Junction

/// The questions of `questions.json`, each answered by a function of its own through Junction's queries.
enum Questions {
    typealias Answer = @Sendable (Database) async throws -> [[JSONValue]]

    /// The functions of all groups, by the number of their question.
    static let answers: [String: Answer] = [
        relation, selfRelation, softDelete, sameRow, twoHop, order, prefetch, values, null, text, page, date, aggregate, subquery,
    ].reduce(into: [:]) { all, group in
        for (id, answer) in group { all[id] = answer }
    }

    /// The rows of an answer that consists of keys.
    static func keys<M: Model>(_ query: Query<M, M>, _ db: Database) async throws -> [[JSONValue]] where M.RawKey == Int64 {
        try await query.all(on: db).map { row($0.id) }
    }

    /// The ids of contacts, ascending: what most questions ask for.
    static func contacts(_ db: Database, where condition: (Contact.Fields) -> Expr<Bool>) async throws -> [[JSONValue]] {
        try await keys(Contact.filter(condition).order { $0.id }, db)
    }
}
