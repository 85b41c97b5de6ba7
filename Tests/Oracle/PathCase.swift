import Testing

@testable import Junction

/// A column at the end of a path, with the type that the compiler gives it.
struct PathCase: Sendable, CustomTestStringConvertible {
    let name: String
    private let check: @Sendable (Database) async throws -> String?

    var testDescription: String { name }

    /// What is wrong with it; nil: each row of the model has a value, or may lack it by its type.
    func problem(on db: Database) async throws -> String? { try await check(db) }

    /// A column: where it may not be absent, reading an absent value would throw.
    init<M: Model, T: ColumnValue>(_ name: String, _ model: M.Type, _ column: @escaping @Sendable (M.Fields) -> Expr<T>) {
        self.name = name
        check = { db in
            let count = try await M.query.count(on: db), read = try await M.query.values(column).all(on: db).count
            let ordered = try await M.order(column).all(on: db).count
            return count == read && count == ordered ? nil : "\(count) rows, \(read) read, \(ordered) ordered"
        }
    }

    /// A row brought beside each: none is dropped for it, and where it may not be absent, reading an absent one would throw.
    init<M: Model, P: Prefetch>(with name: String, _ model: M.Type, _ path: @escaping @Sendable (M.Fields) -> P) {
        self.name = "with " + name
        check = { db in
            let count = try await M.query.count(on: db), read = try await M.with(path).all(on: db)
            return count == read.count ? nil : "\(count) rows, \(read.count) read"
        }
    }
}

/// Every path from a model over at most so many steps, by the descriptions of the tables.
enum ModelPaths {
    private static let steps = 2

    /// `Contact.user.username` for columns, `with Contact.user` for what is brought beside a row.
    static func names(of model: any Model.Type) throws -> [String] { try names(model.table, model.table.modelName, steps) }

    private static func names(_ table: Table, _ path: String, _ steps: Int) throws -> [String] {
        let relations = try table.relations().map { ($0.name, try $0.resolve()) }
        let ones = relations.filter { if case .children(_, isUnique: true) = $1.route { true } else { false } }
        var names = table.columns.map { path + "." + $0.property }
        // Relations to many bring rows of their own, so that they are walked once.
        for (name, relation) in relations where !ones.contains(where: { $0.1 === relation }) { names.append("with \(path).\(name)") }
        if steps == 0 { return names }
        let keys = table.foreignKeys.map { (String($0.property.dropLast(2)), $0.table) }
        for (step, target) in keys + ones.map({ ($0, $1.target) }) {
            names.append("with \(path).\(step)")
            names += try self.names(target, path + "." + step, steps - 1)
        }
        return names
    }
}

@Suite("What may be absent is optional in the type, and nothing brought beside a row drops it")
struct PathTests {
    /// The list is complete: a path that is missing is named, in the words that belong into the list.
    @Test func everyPathIsListed() throws {
        let names = try OracleModels.all.flatMap(ModelPaths.names), listed = PathCase.all.map(\.name)
        #expect(Set(listed).count == listed.count && names.count > 200)
        for name in Set(names).subtracting(listed).sorted() {
            let isWith = name.hasPrefix("with "), path = isWith ? String(name.dropFirst(5)) : name
            let model = path.prefix { $0 != "." }
            Issue.record("PathCase(\(isWith ? "with: " : "")\"\(path)\", \(model).self) { $0\(path.dropFirst(model.count)) },")
        }
        #expect(Set(listed).subtracting(names).sorted() == [])
    }

    /// In a database where each table has nulls and soft-deleted rows.
    @Test(arguments: OracleTarget.all)
    func everyPath(_ target: OracleTarget) async throws {
        try await target.database.useForReading { copy in
            try await copy.open { db in
                for path in PathCase.all {
                    do {
                        if let problem = try await path.problem(on: db) { Issue.record("\(path.name): \(problem)") }
                    } catch { Issue.record("\(path.name): \(error)") }
                }
            }
        }
    }
}
