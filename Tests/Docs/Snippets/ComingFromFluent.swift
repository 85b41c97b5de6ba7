import Foundation
import Junction
import JunctionSQLite
import JunctionTesting

// The snippets of docs/from-fluent.md: planets, stars and tags, as in Fluent's own documentation.

enum ComingFromFluent {
    // snippet: fluent-models
    @Model(table: "stars", key: UUID.self)
    struct Star: Codable, Hashable {
        var id: Key<Star>                                                   // made by insert, version 7
        var name: String
        @HasMany(\Planet.starID) var planets: HasMany<Planet>               // @Children(for: \.$star)
    }

    @Model(table: "planets", key: UUID.self)
    struct Planet: Codable, Hashable {
        var id: Key<Planet>
        var name: String
        @ForeignKey(onDelete: .cascade) var starID: Key<Star>               // @Parent(key: "star_id")
        @CreatedAt var createdAt: Date                                      // @Timestamp(key: "created_at", on: .create)
        @DeletedAt var deletedAt: Date?                                     // @Timestamp(key: "deleted_at", on: .delete)
        @ManyToMany var tags: Many<Tag>.Through<PlanetTag>                  // @Siblings(through:from:to:)
    }

    @Model(table: "tags", key: UUID.self)
    struct Tag: Codable, Hashable {
        var id: Key<Tag>
        @Unique var name: String
        @Inverse(\Planet.tags) var planets: Many<Planet>.Through<PlanetTag>
    }

    @Model(table: "planet+tag", key: UUID.self)
    struct PlanetTag: Codable, Hashable {
        var id: Key<PlanetTag>
        @ForeignKey(onDelete: .cascade) var planetID: Key<Planet>
        @ForeignKey(onDelete: .cascade) var tagID: Key<Tag>
        var comments: String?
        @DeletedAt var deletedAt: Date?
    }
    // end snippet

    static func rows(_ db: Database) async throws -> (Star, Planet) {
        // snippet: fluent-rows
        let sun = try await Star(name: "Sun").insert(on: db)                // what is stored comes back: nothing is changed in place
        var earth = try await sun.planets.create(Planet(name: "Terra", starID: sun.id), on: db)
        earth = try await earth.update(on: db) { $0.name = "Earth" }        // writes this column and no other
        let found = try await Planet.filter { $0.id == earth.id }.first(on: db)     // Planet?; find(_:on:) throws instead
        // end snippet
        return (sun, found ?? earth)
    }

    static func links(_ db: Database, _ earth: Planet, _ inhabited: Tag, _ oceanic: Tag, _ rocky: Tag) async throws -> [String] {
        // snippet: fluent-siblings
        let changes = try await earth.tags.add(inhabited, oceanic, on: db) { $0.comments = "blue" }     // attach([…]) { pivot in … }
        try await earth.tags.add(inhabited, on: db)                         // .ifNotExists, always: the link stays as it is
        try await earth.tags.remove(inhabited, on: db)                      // detach: the pivot is soft-deleted
        try await earth.tags.add(keys: [inhabited.id], on: db)              // the same pivot, live again
        try await earth.tags.set([oceanic, rocky], on: db)                  // ends with exactly these
        let isAttached = try await earth.tags.contains(rocky, on: db)
        // end snippet
        let pivots = try await PlanetTag.includingDeleted.count(on: db)
        return ["added \(changes.added.count), attached \(isAttached), pivots \(pivots), tags \(try await earth.tags.count(on: db))"]
    }

    static func reading(_ db: Database, _ recorder: StatementRecorder) async throws -> [String] {
        _ = recorder.take()
        // snippet: fluent-with
        let rows: [(Planet, Star, [(Tag, PlanetTag)])] = try await Planet.query
            .with { $0.star }                                               // joined
            .with { $0.tags.withLink.order { $0.name }.limit(10) }          // one more statement; ten for each planet
            .all(on: db)
        // end snippet
        return rows.map { planet, star, tags in
            "\(planet.name) of \(star.name): " + tags.map { "\($0.name) (\($1.comments ?? "-"))" }.joined(separator: ", ")
        } + ["\(recorder.take().count) statements"]
    }

    // snippet: fluent-content
    struct PlanetPage: Codable {
        let planet: Planet
        let tags: [Tag]
    }
    // end snippet

    static func content(_ db: Database) async throws -> [String] {
        // snippet: fluent-into
        let pages = try await Planet.with { $0.tags.order { $0.name } }.into(PlanetPage.init).all(on: db)      // [PlanetPage]
        // end snippet
        return try pages.map { page in
            let json = try JSONDecoder().decode(PlanetPage.self, from: JSONEncoder().encode(page))
            return "\(json.planet.name): \(json.tags.map(\.name))"
        }
    }

    static func filtering(_ db: Database, _ oceanic: Tag, _ rocky: Tag) async throws -> [Int] {
        // snippet: fluent-filter
        let tagged = Planet.filter { $0.tags.contains(anyOf: [oceanic, rocky]) }                // each planet once
        let noted = Planet.filter { $0.tags.any(linked: { tag, pivot in tag.name == "rocky" && pivot.comments.isNil() }) }
        let bySun = Planet.filter { $0.star.name == "Sun" }.order { [$0.star.name, $0.name.descending] }
        let bare = Star.filter { $0.planets.none { !$0.tags.isEmpty } }                         // stars whose planets have no tags
        // end snippet
        return try await [tagged.count(on: db), noted.count(on: db), bySun.count(on: db), bare.count(on: db)]
    }

    static func deleted(_ db: Database, _ earth: Planet, _ sun: Star) async throws -> [String] {
        // snippet: fluent-deleted
        try await earth.delete(on: db)
        let stars = try await Star.with { $0.planets }.all(on: db)                              // the Sun, with no planets
        let all = try await Star.with { $0.planets.includingDeleted }.all(on: db)               // with the deleted planets, and nothing else deleted
        let restored = try await Planet.onlyDeleted.restore(on: db)
        // end snippet
        return ["\(stars.map(\.1.count)) \(all.map(\.1.count)) \(restored)"]
    }

    static func pages(_ db: Database) async throws -> [String] {
        // snippet: fluent-pages
        let query = Planet.order { $0.name }
        let total = try await query.count(on: db)
        let second = try await query.offset(10).limit(10).all(on: db)       // page 2, 10 per page
        let page = try await query.page(10, on: db)                         // or from place to place: page.next is text for a URL
        // end snippet
        return ["\(total) \(second.count) \(page.rows.count) \(page.next == nil)"]
    }
}

/// Runs all of them; what they found.
func comingFromFluent() async throws -> [String] {
    typealias M = ComingFromFluent
    let recorder = StatementRecorder()
    let db = try await Database.sqlite(.memory, SQLiteConfiguration(DatabaseConfiguration(observers: [recorder])))
    try await db.create([M.Star.self, M.Planet.self, M.Tag.self, M.PlanetTag.self])
    let (sun, earth) = try await M.rows(db)
    var tags: [M.Tag] = []
    for name in ["inhabited", "oceanic", "rocky"] { tags.append(try await M.Tag(name: name).insert(on: db)) }
    var found = try await M.links(db, earth, tags[0], tags[1], tags[2])
    found += try await M.reading(db, recorder)
    found += try await M.content(db)
    found.append("\(try await M.filtering(db, tags[1], tags[2]))")
    found += try await M.deleted(db, earth, sun)
    found += try await M.pages(db)
    await db.close()
    return found
}
