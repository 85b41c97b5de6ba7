import Foundation
import Junction

extension Snippet {
    static let through = [
        Snippet("add and fill") { book in
            let (db, bob, hr, me) = (book.db, book.bob, book.hr, book.ann.userID)
            try await bob.departments.add(hr, on: db) { $0.addedBy = me }
            try await bob.departments.add([hr], on: db) { $0.addedBy = me }
            try await bob.departments.add(keys: [hr.id], on: db) { $0.addedBy = me }
            let link = try await bob.departments.links.filter { $0.categoryID == hr.id }.one(on: db)
            try check(link.addedBy == me)
        },
        Snippet("mirror") { book in
            let (db, ann, bob) = (book.db, book.ann, book.bob)
            try await ann.relatives.add(keys: [bob.id], on: db) {
                $0.role = "parent"
            } mirror: {
                $0.role = "child"
            }
            let link = try await bob.relatives.links.one(on: db)
            try check(link.role == "child")
        },
        Snippet("remove and fill") { book in
            let (db, ann, hr, it) = (book.db, book.ann, book.hr, book.it)
            try await ann.departments.remove(hr, on: db) { $0.role = "former head" }
            try await ann.departments.remove(keys: [hr.id, it.id], where: { $0.role == "head" }, on: db)
            try await ann.departments.remove([hr, it], on: db) { $0.role = "former" }
            try await ann.departments.remove(keys: [hr.id], on: db) { $0.role = "former" }
            let former = try await ann.departments.links.onlyDeleted.values { $0.role }.all(on: db)
            try check(former.count == 2)
        },
        Snippet("clear and fill") { book in
            let (db, ann) = (book.db, book.ann)
            try await ann.departments.clear(where: { $0.role == "head" }, on: db)
            try await ann.departments.clear(on: db) { $0.role = "former" }
            let isEmpty = try await ann.departments.isEmpty(on: db)
            try check(isEmpty)
        },
        Snippet("set and fill") { book in
            let (db, bob, hr, me) = (book.db, book.bob, book.hr, book.ann.userID)
            try await bob.departments.set([hr], on: db) { $0.addedBy = me }
            try await bob.departments.set(keys: [hr.id], on: db) { $0.addedBy = me }
            let link = try await bob.departments.links.one(on: db)
            try check(link.addedBy == me)
        },
        Snippet("create and fill") { book in
            let (db, ann) = (book.db, book.ann)
            let legal = try await ann.departments.create(Category(name: "Legal"), on: db) { $0.role = "head" }
            try check(legal.name == "Legal")
        },
        Snippet("links") { book in
            let (db, ann) = (book.db, book.ann)
            let links = try await ann.departments.links.order { $0.created }.all(on: db)
            let former = try await ann.departments.links.onlyDeleted.all(on: db)
            try check(links.count == 2 && former.isEmpty)
        },
        Snippet("restore") { book in
            let (db, ann, hr) = (book.db, book.ann, book.hr)
            try await ann.departments.clear(on: db)
            let changes = try await ann.departments.restore(hr, on: db)
            try check(changes.restored == [hr.id])
            try await ann.departments.restore(keys: [hr.id], on: db)
            try await ann.departments.clear(on: db)
            try await ann.departments.restoreAll(where: { $0.role == "head" }, on: db)
            try await ann.departments.restoreAll(on: db)
            let count = try await ann.departments.count(on: db)
            try check(count == 2)
        },
    ]

    static let places = [
        Snippet("places") { book in
            let db = book.db
            let mix = try await Playlist(name: "Mix").insert(on: db)
            let intro = try await Song(name: "Intro").insert(on: db), song = try await Song(name: "Song").insert(on: db)
            try await mix.songs.add(song, on: db)
            try await mix.songs.insert(intro, at: 0, on: db)
            var names = try await mix.songs.query.values { $0.name }.all(on: db)
            try check(names == ["Intro", "Song"])
            try await mix.songs.move(song, to: 0, on: db)
            names = try await mix.songs.query.values { $0.name }.all(on: db)
            try check(names == ["Song", "Intro"])
            try await mix.songs.insert(keys: [intro.id], at: 0, on: db)
            try await mix.songs.insert(keys: [intro.id], at: 0, on: db) { _ in }
            let moved = try await mix.songs.move(intro.id, to: 1, on: db)
            try check(moved.moved == [song.id, intro.id] || moved.moved == [intro.id, song.id])
            do {
                try await mix.songs.move(song, to: 7, on: db)
                try check(false)
            } catch is QueryError {}
        }
    ]
}
