import Junction
import JunctionTesting

// Articles in newspapers, each in any number of the other: what the scenarios of many_to_many speak of.

@Model
struct NewsArticle {
    var id: Key<NewsArticle>
    @MaxLength(100) var headline: String
    @ManyToMany var papers: Many<NewsPaper>

    static let options = Options<Self>(label: { $0.headline }, ordering: { [$0.headline] })
}

@Model
struct NewsPaper {
    var id: Key<NewsPaper>
    @MaxLength(30) var title: String
    @Inverse(\NewsArticle.papers) var articles: Many<NewsArticle>

    static let options = Options<Self>(label: { $0.title }, ordering: { [$0.title] })
}

/// A desk and its readers, where a link may lead to nobody.
@Model
struct NewsDesk {
    var id: Key<NewsDesk>
    var name: String
    @ManyToMany var readers: Many<NewsReader>.Through<NewsLetter>
}

@Model
struct NewsReader {
    var id: Key<NewsReader>
    var name: String
}

@Model
struct NewsLetter {
    var id: Key<NewsLetter>
    @ForeignKey(onDelete: .cascade) var deskID: Key<NewsDesk>
    @ForeignKey(onDelete: .setNull) var readerID: Key<NewsReader>?
}

/// Four papers and four articles: "Comet" is in the first paper, "Drought" in all, "Election" and "Flood" in the second.
struct News: Sendable {
    static let models: [any Model.Type] = [NewsArticle.self, NewsPaper.self]

    let daily: NewsPaper
    let herald: NewsPaper
    let mirror: NewsPaper
    let star: NewsPaper
    let comet: NewsArticle
    let drought: NewsArticle
    let election: NewsArticle
    let flood: NewsArticle

    init(on db: Database) async throws {
        daily = try await NewsPaper(title: "Daily").insert(on: db)
        herald = try await NewsPaper(title: "Herald").insert(on: db)
        mirror = try await NewsPaper(title: "Mirror").insert(on: db)
        star = try await NewsPaper(title: "Star").insert(on: db)
        comet = try await NewsArticle(headline: "Comet").insert(on: db)
        drought = try await NewsArticle(headline: "Drought").insert(on: db)
        election = try await NewsArticle(headline: "Election").insert(on: db)
        flood = try await NewsArticle(headline: "Flood").insert(on: db)
        try await comet.papers.add(daily, on: db)
        try await drought.papers.add(daily, herald, mirror, star, on: db)
        try await election.papers.add(herald, on: db)
        try await flood.papers.add(herald, on: db)
    }

    static func run(
        _ database: TestDatabase, _ body: (News, Database, StatementRecorder) async throws -> Void
    ) async throws {
        try await database.run(models) { db, recorder in
            let news = try await News(on: db)
            _ = recorder.take()
            try await body(news, db, recorder)
        }
    }

    /// In tables without foreign keys: an article with a paper and a link that leads nowhere, and one with only such a link.
    static func withoutForeignKeys(on db: Database) async throws -> [NewsArticle] {
        for sql in [
            "CREATE TABLE news_article (id {key}, headline text NOT NULL)",
            "CREATE TABLE news_paper (id {key}, title text NOT NULL)",
            """
            CREATE TABLE news_article_papers (news_article_id bigint NOT NULL, news_paper_id bigint NOT NULL,
            PRIMARY KEY (news_article_id, news_paper_id))
            """,
        ] { try await rawSQL(sql, on: db) }
        let comet = try await NewsArticle(headline: "Comet").insert(on: db)
        let drought = try await NewsArticle(headline: "Drought").insert(on: db)
        try await comet.papers.create(NewsPaper(title: "Daily"), on: db)
        try await rawSQL("INSERT INTO news_article_papers SELECT id, 99 FROM news_article", on: db)
        return [comet, drought]
    }
}
