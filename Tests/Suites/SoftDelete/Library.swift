import Foundation
import Junction

// A small library in which everything can be soft-deleted: authors, books, the links between them, and what hangs on an author.

@Model
struct Author {
    var id: Key<Author>
    var name: String
    @ManyToMany var books: Many<Book>.Through<Authorship>
    @ManyToMany(orderedBy: \.rank) var credits: Many<Book>.Through<Credit>
    @HasMany(\Note.authorID) var notes: HasMany<Note>
    @HasOne(\Portrait.authorID) var portrait: One<Portrait>
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(label: { $0.name }, ordering: { [$0.name] })
}

@Model
struct Book {
    var id: Key<Book>
    var title: String
    @Inverse(\Author.books) var authors: Many<Author>.Through<Authorship>
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(label: { $0.title }, ordering: { [$0.title] })
}

@Model
struct Authorship {
    var id: Key<Authorship>
    @ForeignKey(onDelete: .cascade) var authorID: Key<Author>
    @ForeignKey(onDelete: .cascade) var bookID: Key<Book>
    var position: Int = 0
    @ModifiedAt var modified: Date
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(
        label: { ($0.author.name ?? "-") + "/" + ($0.book.title ?? "-") }, ordering: { [$0.position] },
        unique: { [[$0.authorID, $0.bookID]] })
}

/// One author may have several parts in one book, in an order.
@Model
struct Credit {
    var id: Key<Credit>
    @ForeignKey(onDelete: .cascade) var authorID: Key<Author>
    @ForeignKey(onDelete: .cascade) var bookID: Key<Book>
    var role: String = "writer"
    var rank: Int?
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(unique: { [[$0.authorID, $0.bookID, $0.role]] })
}

@Model
struct Note {
    var id: Key<Note>
    @ForeignKey(onDelete: .cascade) var authorID: Key<Author>
    var text: String
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(ordering: { [$0.text] })
}

@Model
struct Portrait {
    var id: Key<Portrait>
    @Unique @ForeignKey(onDelete: .cascade) var authorID: Key<Author>
    var style: String
    @DeletedAt var deleted: Date?
}

enum Library {
    static let models: [any Model.Type] = [Author.self, Book.self, Authorship.self, Credit.self, Note.self, Portrait.self]

    /// What is deleted in a column of the matrix.
    enum Deletion: String, CaseIterable, Sendable { case nothing, link, source, target }
}

/// The library as plain values: what the queries must say, worked out without a database.
struct Shelf: Sendable {
    struct Link: Sendable {
        let author: String
        let book: String
        let position: Int
        var isLive = true
    }

    var authors = ["A", "B", "C"]
    var books = ["X", "Y", "Z"]
    var links = [
        Link(author: "A", book: "X", position: 1), Link(author: "A", book: "Y", position: 2), Link(author: "B", book: "X", position: 10),
        Link(author: "B", book: "Z", position: 20), Link(author: "C", book: "Y", position: 5),
    ]
    /// The author of each note and portrait.
    var notes = ["A": "a", "B": "b", "C": "c"]

    init(_ deletion: Library.Deletion) {
        switch deletion {
        case .nothing: break
        case .link: for i in links.indices where links[i].book == "Y" { links[i].isLive = false }
        case .source:
            authors.removeAll { $0 == "B" }
            notes["B"] = nil
        case .target: books.removeAll { $0 == "Y" }
        }
    }

    func isLive(_ link: Link) -> Bool { link.isLive && authors.contains(link.author) && books.contains(link.book) }
    /// Over a held author or a query of authors: the link and the book must be live.
    func links(of author: String) -> [Link] { links.filter { $0.author == author && $0.isLive && books.contains($0.book) } }
    func links(to book: String) -> [Link] { links.filter { $0.book == book && $0.isLive && authors.contains($0.author) } }
    func books(of author: String) -> [String] { links(of: author).map(\.book).sorted() }
    func authors(of book: String) -> [String] { links(to: book).map(\.author).sorted() }

    /// Fills a database and deletes in it what the column says.
    static func fill(_ db: Database, _ deletion: Library.Deletion) async throws {
        let shelf = Shelf(.nothing)
        let authors = try await shelf.authors.map { Author(name: $0) }.insert(on: db)
        let books = try await shelf.books.map { Book(title: $0) }.insert(on: db)
        for link in shelf.links {
            guard let author = shelf.authors.firstIndex(of: link.author), let book = shelf.books.firstIndex(of: link.book) else { continue }
            _ = try await Authorship(authorID: authors[author], bookID: books[book], position: link.position).insert(on: db)
        }
        for (author, key) in zip(shelf.authors, authors) {
            _ = try await Note(authorID: key, text: author.lowercased()).insert(on: db)
            _ = try await Portrait(authorID: key, style: author.lowercased()).insert(on: db)
        }
        switch deletion {
        case .nothing: break
        case .link: try await Authorship.filter { $0.bookID == books[1] }.delete(on: db)
        case .source:
            try await Author.filter { $0.id == authors[1] }.delete(on: db)
            try await Note.filter { $0.authorID == authors[1] }.delete(on: db)
            try await Portrait.filter { $0.authorID == authors[1] }.delete(on: db)
        case .target: try await Book.filter { $0.id == books[1] }.delete(on: db)
        }
    }
}
