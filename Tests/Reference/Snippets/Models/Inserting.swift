import Foundation
import Junction

extension Snippet {
    static let inserting = [
        Snippet("insert") { book in
            let db = book.db
            let sales = try await Category(name: "Sales").insert(on: db)
            try check(sales.id.isAssigned)
            let keys = try await Tag.insert([Tag(name: "new"), Tag(name: "old")], on: db)
            try check(keys.count == 2)
            let more = try await [Tag(name: "here"), Tag(name: "there")].insert(on: db)
            try check(more.count == 2)
        },
        Snippet("upsert") { book in
            let db = book.db
            let tag = try await Tag(name: "vip", color: "red").upsert(unique: { [$0.name] }, on: db)
            try check(tag.id == book.vip.id)
            let counted = try await Tag(name: "vip", uses: 1).upsert(unique: { [$0.name] }, on: db) { row, old, new in
                row.uses = old.uses + new.uses
            }
            try check(counted.uses == 1 && counted.color == "red")
            let new = try await Tag(name: "vip").insertOrIgnore(unique: { [$0.name] }, on: db)  // nil
            try check(new == nil)
        },
        Snippet("get or create") { book in
            let db = book.db
            let (tag, isNew) = try await Tag.filter { $0.name == "late" }.getOrCreate(on: db) { Tag(name: "late") }
            try check(isNew && tag.name == "late")
        },
        Snippet("update or create") { book in
            let db = book.db
            let (tag, isNew) = try await Tag.filter { $0.name == "vip" }.updateOrCreate(on: db) { new, old in
                new.uses = old.uses + 1
            } create: {
                Tag(name: "vip", uses: 1)
            }
            try check(!isNew && tag.uses == 1)
        },
        Snippet("get or create through relations") { book in
            let db = book.db, bob = book.bob
            let (hr, isNew) = try await bob.departments.getOrCreate(where: { $0.name == "HR" }, on: db) { Category(name: "HR") }
            try check(!isNew && hr.id == book.hr.id)
            let (sales, isNewToo) = try await bob.departments.getOrCreate(where: { $0.name == "Sales" }, on: db) { Category(name: "Sales") }
            try check(isNewToo && sales.isOpen)
        },
        Snippet("update or create through relations") { book in
            let db = book.db, bob = book.bob
            let (hr, isNew) = try await bob.departments.updateOrCreate(where: { $0.name == "HR" }, on: db) { new, _ in
                new.isOpen = false
            } create: {
                Category(name: "HR", isOpen: false)
            }
            try check(!isNew && !hr.isOpen)
        },
        Snippet("get or create of an owner") { book in
            let db = book.db, ann = book.ann
            let (phone, isNew) = try await ann.phones.getOrCreate(where: { $0.kind == "mobile" }, on: db) {
                Phone(number: "3", kind: "mobile")
            }
            try check(isNew && phone.contactID == ann.id)
        },
        Snippet("update or create of an owner") { book in
            let db = book.db, ann = book.ann
            let (phone, isNew) = try await ann.phones.updateOrCreate(where: { $0.kind == "home" }, on: db) { new, _ in
                new.number = "22"
            } create: {
                Phone(number: "22", kind: "home")
            }
            try check(!isNew && phone.number == "22")
        },
    ]
}
