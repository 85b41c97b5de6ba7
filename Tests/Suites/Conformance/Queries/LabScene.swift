import Junction
import JunctionTesting

// queries: items with tags, a note and a creator; tags are a tree; notes have extras and annotations.

@Model
struct LabTag {
    var id: Key<LabTag>
    var name: String
    @ForeignKey(onDelete: .setNull) var parentID: Key<LabTag>?
    @HasMany(\LabTag.parentID) var children: HasMany<LabTag>
    @Inverse(\LabItem.tags) var items: Many<LabItem>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct LabNote {
    var id: Key<LabNote>
    var text: String
    @HasMany(\LabExtra.noteID) var extras: HasMany<LabExtra>
    @Inverse(\LabAnnotation.notes) var annotations: Many<LabAnnotation>

    static let options = Options<Self>(ordering: { [$0.text] })
}

@Model
struct LabAnnotation {
    var id: Key<LabAnnotation>
    var name: String
    @ForeignKey(onDelete: .cascade) var tagID: Key<LabTag>
    @ManyToMany var notes: Many<LabNote>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct LabExtra {
    var id: Key<LabExtra>
    var info: String
    @ForeignKey(onDelete: .setNull) var noteID: Key<LabNote>?
    var value: Int?
    @HasMany(\LabAuthor.extraID) var authors: HasMany<LabAuthor>

    static let options = Options<Self>(ordering: { [$0.info] })
}

@Model
struct LabAuthor {
    var id: Key<LabAuthor>
    var name: String
    var number: Int
    @ForeignKey(onDelete: .cascade) var extraID: Key<LabExtra>
    @HasMany(\LabItem.creatorID) var items: HasMany<LabItem>
    @HasMany(\LabReport.creatorID) var reports: HasMany<LabReport>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct LabItem {
    var id: Key<LabItem>
    var name: String
    @ForeignKey(onDelete: .cascade) var creatorID: Key<LabAuthor>
    @ForeignKey(onDelete: .cascade) var noteID: Key<LabNote>
    @ManyToMany var tags: Many<LabTag>
    @HasOne(\LabCover.itemID) var cover: One<LabCover>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct LabReport {
    var id: Key<LabReport>
    var name: String
    @ForeignKey(onDelete: .setNull) var creatorID: Key<LabAuthor>?

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct LabCover {
    var id: Key<LabCover>
    var title: String
    var pages: Int
    @Unique @ForeignKey(onDelete: .cascade) var itemID: Key<LabItem>
}

/// Five tags (`t1` is above `t2` and `t3`, and `t3` above `t4` and `t5`), three notes, four authors and what they made.
///
///     item   creator  note  tags    cover             author  number  extra  note of it  report
///     one    a1       n3    t1, t2  "red", 10 pages   a1      1001    e1     n1          r1
///     two    a2       n2    t1, t3  "blue", 20 pages  a2      2002    e1     n1
///     three  a2       n3                              a3      3003    e2     n2          r2
///     four   a4       n3    t4                        a4      4004    e2     n2
///
/// The annotation `x1` of the tag `t1` has the note `n1`, `x2` of `t4` has `n2` and `n3`; the report `r3` is nobody's. The value of `e2`
/// is 41, that of `e1` is absent.
struct LabScene: Sendable {
    static let models: [any Model.Type] = [
        LabTag.self, LabNote.self, LabAnnotation.self, LabExtra.self, LabAuthor.self, LabItem.self, LabReport.self, LabCover.self,
    ]

    let tags: [LabTag]
    let notes: [LabNote]
    let extras: [LabExtra]
    let authors: [LabAuthor]
    let one: LabItem
    let two: LabItem

    var t1: LabTag { tags[0] }
    var t2: LabTag { tags[1] }
    var t4: LabTag { tags[3] }
    var t5: LabTag { tags[4] }
    var n1: LabNote { notes[0] }
    var n2: LabNote { notes[1] }
    var n3: LabNote { notes[2] }
    var a1: LabAuthor { authors[0] }

    init(on db: Database) async throws {
        let t1 = try await LabTag(name: "t1").insert(on: db)
        let t2 = try await LabTag(name: "t2", parentID: t1.id).insert(on: db)
        let t3 = try await LabTag(name: "t3", parentID: t1.id).insert(on: db)
        let t4 = try await LabTag(name: "t4", parentID: t3.id).insert(on: db)
        let t5 = try await LabTag(name: "t5", parentID: t3.id).insert(on: db)
        tags = [t1, t2, t3, t4, t5]

        let n1 = try await LabNote(text: "n1").insert(on: db), n2 = try await LabNote(text: "n2").insert(on: db)
        let n3 = try await LabNote(text: "n3").insert(on: db)
        notes = [n1, n2, n3]
        let x1 = try await LabAnnotation(name: "x1", tagID: t1.id).insert(on: db)
        let x2 = try await LabAnnotation(name: "x2", tagID: t4.id).insert(on: db)
        try await x1.notes.add(n1, on: db)
        try await x2.notes.add(n2, n3, on: db)

        let e1 = try await LabExtra(info: "e1", noteID: n1.id).insert(on: db)
        let e2 = try await LabExtra(info: "e2", noteID: n2.id, value: 41).insert(on: db)
        extras = [e1, e2]
        let a1 = try await LabAuthor(name: "a1", number: 1001, extraID: e1.id).insert(on: db)
        let a2 = try await LabAuthor(name: "a2", number: 2002, extraID: e1.id).insert(on: db)
        let a3 = try await LabAuthor(name: "a3", number: 3003, extraID: e2.id).insert(on: db)
        let a4 = try await LabAuthor(name: "a4", number: 4004, extraID: e2.id).insert(on: db)
        authors = [a1, a2, a3, a4]

        one = try await LabItem(name: "one", creatorID: a1.id, noteID: n3.id).insert(on: db)
        two = try await LabItem(name: "two", creatorID: a2.id, noteID: n2.id).insert(on: db)
        _ = try await LabItem(name: "three", creatorID: a2.id, noteID: n3.id).insert(on: db)
        let four = try await LabItem(name: "four", creatorID: a4.id, noteID: n3.id).insert(on: db)
        try await one.tags.add(t1, t2, on: db)
        try await two.tags.add(t1, t3, on: db)
        try await four.tags.add(t4, on: db)
        _ = try await LabCover(title: "red", pages: 10, itemID: one.id).insert(on: db)
        _ = try await LabCover(title: "blue", pages: 20, itemID: two.id).insert(on: db)
        _ = try await LabReport(name: "r1", creatorID: a1.id).insert(on: db)
        _ = try await LabReport(name: "r2", creatorID: a3.id).insert(on: db)
        _ = try await LabReport(name: "r3").insert(on: db)
    }

    static func run(
        _ database: TestDatabase, _ body: (LabScene, Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await database.run(models) { db, recorder in
            let lab = try await LabScene(on: db)
            _ = recorder.take()
            try await body(lab, db, recorder)
        }
    }
}

// Names in the order of the query, separated by spaces.
extension Query where Root == LabItem, Output == LabItem {
    func names(on db: Database) async throws -> String { try await all(on: db).map(\.name).joined(separator: " ") }
}

extension Query where Root == LabAuthor, Output == LabAuthor {
    func names(on db: Database) async throws -> String { try await all(on: db).map(\.name).joined(separator: " ") }
}

extension Query where Root == LabTag, Output == LabTag {
    func names(on db: Database) async throws -> String { try await all(on: db).map(\.name).joined(separator: " ") }
}

extension Query where Root == LabReport, Output == LabReport {
    func names(on db: Database) async throws -> String { try await all(on: db).map(\.name).joined(separator: " ") }
}
