import Testing

/// One model with everything in it; each test looks at one part of what is written for it.
@Suite("@Model writes, part by part") struct ModelPartsTests {
    let letter = Expansion(
        #"""
        @Model
        struct Letter {
            var id: Key<Letter>
            @ForeignKey(onDelete: .cascade) var userID: Key<User>
            var replyID: Key<Letter>?
            @Column("subject") @MaxLength(80) var title: String
            @Check(1...5) var priority: Int = 3
            var `default`: Bool
            @CreatedAt var created: Date
            @ModifiedAt var modified: Date
            @DeletedAt var deleted: Date?
            @ManyToMany var tags: Many<Tag>
            @HasMany(\Page.letterID) var pages: HasMany<Page>
            @HasOne(\Stamp.letterID) var stamp: One<Stamp>
        }
        """#)

    @Test("nothing is reported") func isValid() { #expect(letter.reports.isEmpty) }

    @Test("the conformances, outside of any actor")
    func conformances() { #expect(letter.writes("extension Letter: nonisolated Model, nonisolated SoftDeletable {")) }

    @Test("an initialiser of all columns")
    func memberwiseInitialiser() {
        #expect(
            letter.writes(
                """
                init(id: Key<Letter> = .unassigned, userID: Key<User>, replyID: Key<Letter>? = nil, title: String, priority: Int = 3,
                    `default`: Bool, created: Date = .init(timeIntervalSince1970: 0),
                    modified: Date = .init(timeIntervalSince1970: 0), deleted: Date? = nil) {
                    self.id = id
                    self.userID = userID
                    self.replyID = replyID
                    self.title = title
                    self.priority = priority
                    self.`default` = `default`
                    self.created = created
                    self.modified = modified
                    self.deleted = deleted
                }
                """))
    }

    @Test("an initialiser of the columns without a default, for abstract models to require")
    func requiredInitialiser() {
        #expect(
            letter.writes(
                """
                init(userID: Key<User>, title: String, `default`: Bool) {
                    self.id = .unassigned
                    self.userID = userID
                    self.replyID = nil
                    self.title = title
                    self.`default` = `default`
                    self.created = .init(timeIntervalSince1970: 0)
                    self.modified = .init(timeIntervalSince1970: 0)
                    self.deleted = nil
                }
                """))
    }

    @Test("decoding and binding by position")
    func row() {
        #expect(letter.writes("let value0: Key<Letter> = try row.value(at: offset)"))
        #expect(letter.writes("let value2: Key<Letter>? = try row.value(at: offset + 1 + Key<User>._width)"))
        #expect(letter.writes("let value5: Bool = try row.value(at: offset + 3 + Key<User>._width + (Key<Letter>?)._width)"))
        #expect(letter.writes("let value8: Date? = try row.value(at: offset + 6 + Key<User>._width + (Key<Letter>?)._width)"))
        #expect(letter.writes("self.id = value0 self.userID = value1"))
        #expect(letter.writes("self.`default` = value5"))
        #expect(letter.writes("values.append(self.`default`.columnValue) values.append(self.created.columnValue)"))
    }

    @Test("the table, with the database's names and the attributes of each column")
    func table() {
        #expect(
            letter.writes(
                """
                static let table = Junction.Table(
                    Self.self, "letter", words: "Letter",
                    [
                        Junction.ColumnProperty("id", "id", Key<Letter>.self, role: .primaryKey),
                        Junction.ColumnProperty("user_id", "userID", Key<User>.self, onDelete: .cascade),
                        Junction.ColumnProperty("reply_id", "replyID", (Key<Letter>?).self),
                        Junction.ColumnProperty("subject", "title", String.self, maxLength: 80),
                        Junction.ColumnProperty("priority", "priority", Int.self, range: .init(1...5), initial: { 3 }),
                        Junction.ColumnProperty("default", "default", Bool.self),
                        Junction.ColumnProperty("created", "created", Date.self, role: .createdAt),
                        Junction.ColumnProperty("modified", "modified", Date.self, role: .modifiedAt),
                        Junction.ColumnProperty("deleted", "deleted", (Date?).self, role: .deletedAt)
                    ], relations: { [Self._tags, Self._pages, Self._stamp] })
                """))
    }

    @Test("fields: columns, paths over keys, relations")
    func fields() {
        for field in [
            "struct Fields: Junction.ModelFields, Junction.SoftDeletableFields {",
            #"var userID: Junction.Expr<Key<User>> { _path._column("user_id") }"#,
            #"var `user`: User.Reference { .init(_path: _path._reference("user_id")) }"#,
            #"var replyID: Junction.Expr<Key<Letter>?> { _path._column("reply_id") }"#,
            #"var `reply`: Junction.Maybe<Letter.Fields> { .init(_path: _path._reference("reply_id")) }"#,
            #"var title: Junction.Expr<String> { _path._column("subject") }"#,
            #"var `default`: Junction.Expr<Bool> { _path._column("default") }"#,
            #"var _deletedAt: Junction.Expr<Date?> { _path._column("deleted") }"#,
            "var tags: Many<Tag>.InQuery { .init(_path: _path, Root._tags) }",
            "var pages: HasMany<Page>.InQuery { .init(_path: _path, Root._pages) }",
            "var stamp: One<Stamp>.InQuery { .init(_path: _path._single(Root._stamp)) }",
        ] { #expect(letter.writes(field), "\(field)") }
    }

    @Test("what soft deletion needs")
    func softDeletion() {
        #expect(letter.writes("typealias Reference = Junction.MaybeDeleted<Fields>"))
        #expect(letter.writes("var _deletedAt: Date? { self.deleted }"))
    }

    @Test("the relation that a property declares")
    func relations() {
        #expect(
            letter.writes(
                #"""
                static func _relation(of property: PartialKeyPath<Letter>) -> Junction.Relation? {
                    switch property {
                    case \Letter.tags: return Self._tags
                    case \Letter.pages: return Self._pages
                    case \Letter.stamp: return Self._stamp
                    default: return nil
                    }
                }
                """#))
    }
}
