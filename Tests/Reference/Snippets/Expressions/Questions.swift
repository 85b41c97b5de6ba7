import Foundation
import Junction

extension ExpressionSnippets {
    static let questions: [Snippet] = [
        Snippet("some, all, none") { book in
            let staff = Contact.filter { $0.departments.any { $0.name == "HR" } }
            let offices = Contact.filter { $0.phones.all { $0.kind == "work" } }
            let others = Contact.filter { $0.departments.none { $0.name == "HR" } }
            let busy = Contact.filter { $0.departments.exists }
            let free = Contact.filter { $0.departments.isEmpty }
            for query in [staff, offices, others] { try await book.check(query, count: 1) }
            try await book.check(busy, count: 2)
            try await book.check(free, count: 0)
        },
        Snippet("rows that are among them") { book in
            let hr = book.hr, it = book.it
            let staff = Contact.filter { $0.departments.contains(hr) }
            let either = Contact.filter { $0.departments.contains(anyOf: [hr, it]) }
            let both = Contact.filter { $0.departments.contains(allOf: [hr, it]) }
            let only = Contact.filter { $0.departments.contains(exactly: [it]) }
            for query in [staff, both, only] { try await book.check(query, count: 1) }
            try await book.check(either, count: 2)

            let fans = Contact.filter { $0.follows.contains($0.managerID ?? $0.id) }
            try await book.check(fans, count: 1)
        },
        Snippet("counts of a relation") { book in
            let busy = Contact.filter { $0.departments.count > 1 }
            let homes = Contact.query.values { ($0.id, $0.phones.count { $0.kind == "home" }) }
            try await book.check(busy, count: 1)
            try await book.check(homes, gives: [1, 0]) { $0.1 }
        },
        Snippet("figures of a relation") { book in
            try await book.sing()
            let lengths = Playlist.query.values { $0.songs.sum { $0.seconds } }
            let average = Playlist.query.values { $0.songs.avg { $0.seconds } }
            let shortest = Playlist.query.values { $0.songs.min { $0.seconds } }
            let longest = Playlist.query.values { $0.songs.max { $0.seconds } }
            try await book.check(lengths, gives: [240])
            try await book.check(average, gives: [120])
            try await book.check(shortest, gives: [90])
            try await book.check(longest, gives: [150])
        },
    ]

    static let linkedQuestions: [Snippet] = [
        Snippet("rows with their links") { book in
            let heads = Contact.filter { $0.departments.any(linked: { category, link in category.isOpen && link.role == "head" }) }
            let chiefs = Contact.filter { $0.departments.all(linked: { _, link in link.role == "head" }) }
            let members = Contact.filter { $0.departments.none(linked: { _, link in link.role == "head" }) }
            let roles = Contact.query.values { ($0.id, $0.departments.count(linked: { _, link in link.role == "head" })) }
            try await book.check(heads, count: 1)
            try await book.check(chiefs, count: 0)
            try await book.check(members, count: 1)
            try await book.check(roles, gives: [1, 0]) { $0.1 }
        },
        Snippet("figures over rows and their links") { book in
            try await book.sing()
            let weights = Playlist.query.values { $0.songs.sum(linked: { song, link in song.seconds * link.position.real }) }
            let average = Playlist.query.values { $0.songs.avg(linked: { _, link in link.position }) }
            let first = Contact.query.values { $0.departments.min(linked: { _, link in link.created }) }
            let latest = Contact.query.values { $0.departments.max(linked: { _, link in link.created }) }
            try await book.check(weights, count: 1)
            try await book.check(average, count: 1)
            try await book.check(first, gives: [true, true]) { $0 != nil }
            try await book.check(latest, gives: [true, true]) { $0 != nil }
        },
    ]
}

extension Book {
    /// A playlist of two songs.
    func sing() async throws {
        let songs = try await Song.insert([Song(name: "Air", seconds: 90), Song(name: "Gigue", seconds: 150)], on: db)
        try await Playlist(name: "Quiet").insert(on: db).songs.add(keys: songs, on: db)
    }
}
