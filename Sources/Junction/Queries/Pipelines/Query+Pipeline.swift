extension Query {
    /// The rows, as one of several reads that are sent together; see ``Pipeline``.
    ///
    /// ```swift
    /// let tags = try await db.pipeline { pipe in [Tag.query.all(on: pipe), Tag.query.onlyDeleted.all(on: pipe)] }
    /// ```
    public func all(on pipeline: Pipeline) -> PipelinedRead<[Output]> {
        PipelinedRead(selection) { [selection, loader] in try $0.question(selection, loader) }
    }

    /// The first row, in the same way; nil where there is none.
    ///
    /// ```swift
    /// let firsts = try await db.pipeline { pipe in ["home", "work"].map { kind in Phone.filter { $0.kind == kind }.first(on: pipe) } }
    /// ```
    public func first(on pipeline: Pipeline) -> PipelinedRead<Output?> {
        PipelinedRead(ofFirst.selection) { [selection = ofFirst.selection, loader] in try $0.question(selection, loader).map(\.first) }
    }

    /// The only row, in the same way. The pipeline throws ``QueryError`` when there is none, or more than one.
    ///
    /// ```swift
    /// let (annsUser, bobsUser) = try await db.pipeline { pipe in
    ///     (User.filter { $0.username == "ann" }.one(on: pipe), User.filter { $0.username == "bob" }.one(on: pipe))
    /// }
    /// ```
    public func one(on pipeline: Pipeline) -> PipelinedRead<Output> {
        PipelinedRead(ofOne.selection) { [selection = ofOne.selection, loader] in try $0.question(selection, loader).map(Self.only) }
    }

    /// How many rows there are, in the same way.
    ///
    /// ```swift
    /// let (tagCount, phoneCount) = try await db.pipeline { pipe in (Tag.query.count(on: pipe), Phone.query.count(on: pipe)) }
    /// ```
    public func count(on pipeline: Pipeline) -> PipelinedRead<Int> {
        PipelinedRead { [selection] in try $0.count(of: selection) }
    }

    /// Whether there is a row, in the same way.
    ///
    /// ```swift
    /// let areThere = try await db.pipeline { pipe in [Tag.query.exists(on: pipe), Tag.query.onlyDeleted.exists(on: pipe)] }
    /// ```
    public func exists(on pipeline: Pipeline) -> PipelinedRead<Bool> {
        PipelinedRead { [selection] in try $0.existence(of: selection) }
    }

    // MARK: Shared with what is read alone

    /// The query for the first row.
    var ofFirst: Query { limit(Swift.min(selection.limit ?? 1, 1)) }

    /// The query for the only row, and one more if there is one.
    var ofOne: Query {
        let isWhole = selection.limit == nil && selection.offset == nil && selection.distinctOn.isEmpty
        return isWhole ? limit(2).changing { $0 = $0.unordered } : selection.limit == nil ? limit(2) : self
    }

    static func only(_ rows: [Output]) throws -> Output {
        guard let row = rows.first else { throw QueryError(.notFound(model: Root.name, keys: [])) }
        guard rows.count == 1 else { throw QueryError(.moreThanOne(model: Root.name)) }
        return row
    }
}

extension RelatedRows {
    /// All rows, as one of several reads that are sent together; see ``Pipeline``.
    ///
    /// ```swift
    /// let (departments, phones) = try await db.pipeline { pipe in (ann.departments.all(on: pipe), ann.phones.all(on: pipe)) }
    /// ```
    public func all(on pipeline: Pipeline) -> PipelinedRead<[Target]> { query.all(on: pipeline) }
    /// How many rows there are, in the same way.
    ///
    /// ```swift
    /// let counts = try await db.pipeline { pipe in [ann, bob].map { $0.phones.count(on: pipe) } }
    /// ```
    public func count(on pipeline: Pipeline) -> PipelinedRead<Int> { query.count(on: pipeline) }
}

extension Model {
    /// The live row with this key, as one of several reads that are sent together; see ``Pipeline``.
    ///
    /// ```swift
    /// let (first, second) = try await db.pipeline { pipe in (Category.find(hr.id, on: pipe), Category.find(it.id, on: pipe)) }
    /// ```
    ///
    /// The pipeline throws ``QueryError`` when there is none.
    public static func find(_ key: Key<Self>, on pipeline: Pipeline) -> PipelinedRead<Self> {
        let value = key.columnValue
        return PipelinedRead { execution in
            let (plan, values) = try execution.plan(of: table, value)
            var found: Self?
            return Question(plan, values) { rows in
                found = try _readFirst(&rows)
            } answer: { _ in
                guard let found else { throw QueryError.notFound(table, value) }
                return found
            }
        }
    }
}
