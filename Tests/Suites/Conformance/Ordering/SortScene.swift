import Junction
import JunctionTesting

// ordering, distinct_on_fields: stories with an author who may be unknown; authors have editors among themselves.

@Model
struct SortAuthor {
    var id: Key<SortAuthor>
    var name: String
    @ForeignKey(onDelete: .setNull) var editorID: Key<SortAuthor>?
    @HasMany(\SortStory.authorID) var stories: HasMany<SortStory>

    static let options = Options<Self>(ordering: { [$0.name.descending] })
}

@Model
struct SortStory {
    var id: Key<SortStory>
    var headline: String
    var day: Int
    @ForeignKey(onDelete: .setNull) var authorID: Key<SortAuthor>?
    @ManyToMany var topics: Many<SortTopic>

    static let options = Options<Self>(ordering: { [$0.day.descending, $0.headline] })
}

@Model
struct SortTopic {
    var id: Key<SortTopic>
    var name: String
    @Inverse(\SortStory.topics) var stories: Many<SortStory>

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// Four stories, three authors and three topics.
///
///     story  day  author  editor of the author  topics
///     A      1    Moe     Zed                   art
///     B      2    Ann     Moe                   art, law
///     C      2
///     D      3    Zed                           law
struct SortScene: Sendable {
    static let models: [any Model.Type] = [SortAuthor.self, SortStory.self, SortTopic.self]

    let zed: SortAuthor
    let moe: SortAuthor
    let ann: SortAuthor

    init(on db: Database) async throws {
        zed = try await SortAuthor(name: "Zed").insert(on: db)
        moe = try await SortAuthor(name: "Moe", editorID: zed.id).insert(on: db)
        ann = try await SortAuthor(name: "Ann", editorID: moe.id).insert(on: db)
        let a = try await SortStory(headline: "A", day: 1, authorID: moe.id).insert(on: db)
        let b = try await SortStory(headline: "B", day: 2, authorID: ann.id).insert(on: db)
        _ = try await SortStory(headline: "C", day: 2).insert(on: db)
        let d = try await SortStory(headline: "D", day: 3, authorID: zed.id).insert(on: db)
        let art = try await SortTopic(name: "art").insert(on: db), law = try await SortTopic(name: "law").insert(on: db)
        _ = try await SortTopic(name: "oil").insert(on: db)
        try await art.stories.add(a, b, on: db)
        try await law.stories.add(b, d, on: db)
    }

    static func run(
        _ database: TestDatabase, _ body: (SortScene, Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await database.run(models) { db, recorder in
            let scene = try await SortScene(on: db)
            _ = recorder.take()
            try await body(scene, db, recorder)
        }
    }
}

extension Query where Root == SortStory, Output == SortStory {
    /// The headlines in their order, as one word.
    func word(on db: Database) async throws -> String { try await all(on: db).map(\.headline).joined() }
}
