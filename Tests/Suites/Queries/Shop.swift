import Foundation
import Junction

// The models of the query suites: articles with an optional shelf, tags, and prices.

@Model
struct Article {
    var id: Key<Article>
    @MaxLength(50) var name: String
    var note: String?
    var stock: Int
    @Digits(10, 2) var price: Decimal?
    var weight: Double?
    var isSold: Bool = false
    var day: CalendarDate?
    @ForeignKey(onDelete: .setNull) var shelfID: Key<Rack>?
    @ManyToMany var tags: Many<Mark>

    static let options = Options<Self>(label: { $0.name }, ordering: { [$0.name] })
}

@Model
struct Rack {
    var id: Key<Rack>
    var name: String
    var hallID: Key<Hall>
    @HasMany(\Article.shelfID) var articles: HasMany<Article>
}

@Model
struct Hall {
    var id: Key<Hall>
    var name: String
}

@Model
struct Mark {
    var id: Key<Mark>
    @Unique var name: String
    @Inverse(\Article.tags) var articles: Many<Article>

    static let options = Options<Self>(ordering: { [$0.name] })
}

enum Shop {
    static let models: [any Model.Type] = [Article.self, Rack.self, Hall.self, Mark.self]

    /// Four articles: two on a rack, one marked twice, one with nothing but a name.
    static func fill(_ db: Database) async throws {
        let hall = try await Hall(name: "north").insert(on: db)
        let rack = try await Rack(name: "r1", hallID: hall.id).insert(on: db)
        let red = try await Mark(name: "red").insert(on: db), big = try await Mark(name: "big").insert(on: db)
        let apple = try await Article(
            name: "apple", note: "50% off_", stock: 3, price: Decimal(string: "1.10"), weight: 0.5, shelfID: rack.id
        )
        .insert(on: db)
        _ = try await Article(name: "Bread", note: nil, stock: 0, price: 2, isSold: true, shelfID: rack.id).insert(on: db)
        _ = try await Article(name: "cake", note: "", stock: 7, price: Decimal(string: "12.25"), weight: 2).insert(on: db)
        let melon = try await Article(name: "melon", stock: 1).insert(on: db)
        try await apple.tags.add(red, on: db)
        try await melon.tags.add(red, big, on: db)
    }

    static func names(_ query: Query<Article, Article>, _ db: some Session) async throws -> [String] {
        try await query.all(on: db).map(\.name)
    }
}
