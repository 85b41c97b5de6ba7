import Junction

extension Snippet {
    static let pipelines: [Snippet] = [
        Snippet("reads that are sent together") { book in
            let (db, ann) = (book.db, book.ann)
            let (chief, phones, count) = try await db.pipeline { pipe in
                (Contact.find(ann.id, on: pipe), Phone.filter { $0.kind == "work" }.all(on: pipe), Tag.query.count(on: pipe))
            }
            let all = try await Phone.filter { $0.kind == "work" }.all(on: db)
            try check(chief.id == ann.id && phones.count == all.count && count > 0)
        },
        Snippet("reads of one kind") { book in
            let (db, ann, bob) = (book.db, book.ann, book.bob)
            let contacts = try await db.pipeline { pipe in [ann.id, bob.id].map { Contact.find($0, on: pipe) } }
            try check(contacts.map(\.id) == [ann.id, bob.id])
            let counts = try await db.pipeline { pipe in [ann, bob].map { $0.phones.count(on: pipe) } }
            try check(counts.count == 2)
        },
        Snippet("each verb of a pipeline") { book in
            let (db, ann, hr, it) = (book.db, book.ann, book.hr, book.it)
            let tags = try await db.pipeline { pipe in [Tag.query.all(on: pipe), Tag.query.onlyDeleted.all(on: pipe)] }
            let firsts = try await db.pipeline { pipe in ["home", "work"].map { kind in Phone.filter { $0.kind == kind }.first(on: pipe) } }
            let (annsUser, bobsUser) = try await db.pipeline { pipe in
                (User.filter { $0.username == "ann" }.one(on: pipe), User.filter { $0.username == "bob" }.one(on: pipe))
            }
            let (tagCount, phoneCount) = try await db.pipeline { pipe in (Tag.query.count(on: pipe), Phone.query.count(on: pipe)) }
            let areThere = try await db.pipeline { pipe in [Tag.query.exists(on: pipe), Tag.query.onlyDeleted.exists(on: pipe)] }
            let (departments, phones) = try await db.pipeline { pipe in (ann.departments.all(on: pipe), ann.phones.all(on: pipe)) }
            let (first, second) = try await db.pipeline { pipe in (Category.find(hr.id, on: pipe), Category.find(it.id, on: pipe)) }
            try check(tags[0].count == tagCount && firsts.count == 2 && annsUser.username == "ann" && bobsUser.username == "bob")
            let (all, allPhones) = (try await ann.departments.count(on: db), try await ann.phones.count(on: db))
            try check(areThere == [tagCount > 0, !tags[1].isEmpty] && departments.count == all && phones.count == allPhones)
            try check(phoneCount >= allPhones && first.id == hr.id && second.id == it.id)
        },
    ]
}
