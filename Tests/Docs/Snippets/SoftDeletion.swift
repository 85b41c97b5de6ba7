import Foundation
import Junction
import JunctionSQLite

// The snippets of docs/soft-deletion.md: a newsroom.

enum Newsroom {
    // snippet: soft-models
    @Model
    struct Article {
        var id: Key<Article>
        @Unique @MaxLength(100) var slug: String
        var title: String
        @ManyToMany var writers: Many<Writer>.Through<Byline>
        @HasMany(\Comment.articleID) var comments: HasMany<Comment>
        @DeletedAt var deleted: Date?                                       // rows of this model are marked, not removed
    }

    @Model
    struct Writer {
        var id: Key<Writer>
        var name: String
        @Inverse(\Article.writers) var articles: Many<Article>.Through<Byline>
        @DeletedAt var left: Date?                                          // any name will do
    }

    @Model
    struct Byline {
        var id: Key<Byline>
        @ForeignKey(onDelete: .cascade) var articleID: Key<Article>
        @ForeignKey(onDelete: .cascade) var writerID: Key<Writer>
        var role: String = "author"
        var reason: String?
        @CreatedAt var created: Date
        @ModifiedAt var modified: Date
        @DeletedAt var deleted: Date?                                       // links are marked, too
    }

    @Model
    struct Comment {
        var id: Key<Comment>
        @ForeignKey(onDelete: .cascade, onSoftDelete: .cascade) var articleID: Key<Article>     // goes with its article
        var text: String
        @DeletedAt var deleted: Date?
    }
    // end snippet

    // snippet: soft-live-model
    @Model
    struct Page {
        var id: Key<Page>
        @MaxLength(100) var slug: String                                    // not @Unique: deleted pages may have it, too
        @DeletedAt var deleted: Date?
    }
    // end snippet

    static func index(_ db: Database) async throws {
        // snippet: soft-live-index
        try await db.execute("CREATE UNIQUE INDEX page__slug__live ON page (slug) WHERE deleted IS NULL")
        // end snippet
    }

    static func delete(_ db: Database, _ article: Article) async throws -> Int {
        // snippet: soft-delete
        try await article.delete(on: db)                                            // throws where it is deleted already
        let count = try await Article.filter { $0.title == "Draft" }.delete(on: db) // how many
        let gone = try await Article.onlyDeleted.filter { $0.id == article.id }.one(on: db)
        print(gone.isDeleted, gone.deleted as Any)
        // end snippet
        return count
    }

    static func restore(_ db: Database, _ article: Article) async throws -> (Article, Int) {
        // snippet: soft-restore
        let back = try await article.restore(on: db)                                // the row as stored
        let count = try await Article.filter { $0.title == "Draft" }.restore(on: db)
        // end snippet
        return (back, count)
    }

    static func hops(_ db: Database, _ article: Article) async throws -> [String] {
        // snippet: soft-hops
        let all = try await Article.includingDeleted.count(on: db)
        let trash = try await Article.onlyDeleted.order { $0.deleted.descending }.all(on: db)

        let lost = Article.filter { !$0.writers.onlyDeleted.isEmpty }               // live links to writers who left
        let former = Article.filter { !$0.writers.onlyDeletedLinks.isEmpty }        // ended links to live writers
        let rows = try await Article.with { $0.comments.includingDeleted }.all(on: db)
        let history = try await article.writers.links.includingDeleted.order { $0.created }.all(on: db)
        // end snippet
        let counts = try await [lost.count(on: db), former.count(on: db)]
        return ["\(all)", "\(trash.map(\.slug))", "\(counts)", "\(rows.map(\.1.count))", "\(history.count) \(history.filter(\.isDeleted).count)"]
    }

    static func maybe(_ db: Database) async throws -> [String] {
        // snippet: soft-maybe
        let names = try await Byline.query.values { ($0.role, $0.writer.name) }.all(on: db)                 // [(String, String?)]
        let rows = try await Byline.query.with { $0.writer }.all(on: db)                                    // [(Byline, Writer?)]
        let live = try await Byline.query.values { $0.writer.required.name }.all(on: db)                    // [String]: fewer rows
        let every = try await Byline.query.with { $0.writer.includingDeleted }.all(on: db)                  // [(Byline, Writer)]
        let orphans = try await Byline.filter { $0.writer.isNil }.count(on: db)
        // end snippet
        let all = [names.map { $0.1 ?? "-" }, rows.map { $0.1?.name ?? "-" }, live, every.map(\.1.name)]
        return all.map { "\($0.sorted())" } + ["\(orphans)"]
    }

    static func links(_ db: Database, _ article: Article, _ ann: Writer, _ bob: Writer) async throws -> [Bool] {
        // snippet: soft-links
        try await article.writers.remove(ann, bob, on: db) { $0.reason = "rewritten" }
        let changes = try await article.writers.add(ann, on: db)            // the same row, live again: created and role are kept
        print(changes.restored == [ann.id])                                 // true
        try await article.writers.restore(bob, on: db)                      // only what was linked once
        try await article.writers.clear(on: db)
        try await article.writers.restoreAll(where: { $0.role == "author" }, on: db)
        // end snippet
        return [changes.restored == [ann.id], changes.added.isEmpty]
    }

    static func good(_ db: Database, _ article: Article, _ cutoff: Date) async throws -> Int {
        // snippet: soft-good
        try await article.writers.links.onlyDeleted.deletePermanently(on: db)               // the history of its links
        let emptied = try await Article.onlyDeleted.filter { $0.deleted < cutoff }.deletePermanently(on: db)
        try await article.deletePermanently(on: db)                                         // deleted softly before, or not
        // end snippet
        return emptied
    }

    static func again(_ db: Database) async throws -> [String] {
        // snippet: soft-unique
        let upserted = try await Article(slug: "news", title: "News").upsert(unique: { [$0.slug] }, on: db)     // restores it

        let query = Article.includingDeleted.filter { $0.slug == "news" }
        var (found, isNew) = try await query.getOrCreate(on: db) { Article(slug: "news", title: "News") }
        if found.isDeleted { found = try await found.restore(on: db) }
        // end snippet
        return ["\(upserted.isDeleted)", "\(isNew)", "\(found.isDeleted)"]
    }
}

/// Runs all of them.
func allOfSoftDeletion() async throws -> [String] {
    typealias N = Newsroom
    let notes = try await GuideNotes([N.Article.self, N.Writer.self, N.Byline.self, N.Comment.self]), db = notes.db
    let news = try await N.Article(slug: "news", title: "News").insert(on: db)
    let draft = try await N.Article(slug: "draft", title: "Draft").insert(on: db)
    let ann = try await N.Writer(name: "Ann").insert(on: db), bob = try await N.Writer(name: "Bob").insert(on: db)
    try await news.writers.add(ann, bob, on: db)
    try await draft.writers.add(ann, on: db)
    for text in ["a", "b"] { _ = try await N.Comment(articleID: news.id, text: text).insert(on: db) }
    try await N.Comment.filter { $0.text == "b" }.delete(on: db)

    notes.say("delete", try await N.delete(db, news))
    notes.say("after", try await [N.Article.count(on: db), N.Comment.count(on: db), N.Byline.count(on: db), ann.articles.count(on: db)])
    notes.say("unique", await refusal { _ = try await N.Article(slug: "news", title: "?").insert(on: db) })
    notes.say("deleted target", await refusal { try await ann.articles.add(news, on: db) })
    notes.say("deleted owner", await refusal { try await news.writers.add(ann, on: db) })
    notes.say("deleted twice", await refusal { try await news.delete(on: db) })
    notes.say("not found", await refusal { _ = try await N.Article.find(news.id, on: db) })
    notes.say("getOrCreate", await refusal { try await N.Article.filter { $0.slug == "news" }.getOrCreate(on: db) { N.Article(slug: "news", title: "") } })
    notes.say("assigned", await refusal { _ = try await draft.update(on: db) { $0.deleted = nil } })
    notes.say("saved", await refusal { _ = try await news.save(on: db) })
    notes.say("changed", try await N.Article.includingDeleted.filter { $0.id == news.id }.update(on: db) { new, _ in new.title = "Old news" })
    // A row that refers to a deleted one is not refused by its constraint, but by its relation.
    notes.say("late", try await N.Comment(articleID: news.id, text: "late").insert(on: db).text)
    notes.say("later", await refusal { try await news.comments.create(N.Comment(articleID: news.id, text: "later"), on: db) })
    try await N.Comment.filter { $0.text == "late" }.deletePermanently(on: db)
    let (back, count) = try await N.restore(db, news)
    notes.say("restore", "\(back.isDeleted) \(count) \(try await N.Comment.all(on: db).map(\.text))")
    notes.say("not deleted", await refusal { _ = try await news.restore(on: db) })

    try await draft.delete(on: db)
    try await news.writers.remove(ann, on: db)
    try await bob.delete(on: db)
    notes.say("hops", try await N.hops(db, news))
    notes.say("maybe", try await N.maybe(db))
    _ = try await bob.restore(on: db)
    notes.begin()
    notes.note("links", try await N.links(db, news, ann, bob))

    // What deletion and restoration cost.
    try await ann.delete(on: db)
    notes.note("delete", "nobody follows")
    _ = try await ann.restore(on: db)
    notes.note("restore", "nobody follows")
    try await news.delete(on: db)
    notes.note("delete", "comments follow")
    _ = try await news.restore(on: db)
    notes.note("restore", "comments follow")

    try await news.delete(on: db)
    notes.say("again", try await N.again(db))
    let cutoff = Date(timeIntervalSinceNow: 60)
    notes.say("good", try await N.good(db, news, cutoff))
    notes.say("left", try await [N.Article.includingDeleted.count(on: db), N.Byline.includingDeleted.count(on: db)])
    await db.close()
    return notes.lines + (try await pages())
}

private func pages() async throws -> [String] {
    let notes = try await GuideNotes([Newsroom.Page.self]), db = notes.db
    try await Newsroom.index(db)
    let page = try await Newsroom.Page(slug: "about").insert(on: db)
    notes.say("taken", await refusal { _ = try await Newsroom.Page(slug: "about").insert(on: db) })
    try await page.delete(on: db)
    _ = try await Newsroom.Page(slug: "about").insert(on: db)
    notes.say("restored", await refusal { _ = try await page.restore(on: db) })
    notes.say("upsert", await refusal { _ = try await Newsroom.Page(slug: "about").upsert(unique: { [$0.slug] }, on: db) })
    await db.close()
    return notes.lines
}
