import Foundation
import Junction

extension Snippet {
    static let writing = [
        Snippet("update of a row") { book in
            let db = book.db
            var ann = book.ann
            ann = try await ann.update(on: db) { $0.title = "Chair" }
            try check(ann.title == "Chair" && ann.version == 2)
        },
        Snippet("save") { book in
            let db = book.db
            var tag = book.vip
            tag.color = "blue"
            tag = try await tag.save(on: db)
            try check(tag.color == "blue")
            let new = try await Tag(name: "new").save(on: db)
            try check(new.id.isAssigned)
            try await db.create([Airport.self])
            let berlin = try await Airport(id: Key("BER"), city: "Berlin").save(on: db)
            try check(berlin.city == "Berlin")
        },
        Snippet("update of many") { book in
            let db = book.db
            try await Tag.filter { $0.color == nil }.update(on: db) { new, old in new.uses = old.uses + 1 }
            try await Tag.filter { $0.uses > 0 }.update(on: db) { new, _ in new.color = "blue" }
            let raised = try await Contact.filter { $0.credit < 0 }.updateReturning(on: db) { new, _ in new.credit = 0 }
            try check(raised.map(\.id) == [book.bob.id])
        },
        Snippet("update of many, each with its own values") { book in
            let db = book.db
            var (vip, press) = (book.vip, book.press)
            (vip.color, press.color) = ("gold", "grey")
            try await Tag.update([vip, press], columns: { [$0.color, $0.uses] }, on: db)
            try check(try await Tag.find(press.id, on: db).color == "grey")
        },
        Snippet("delete") { book in
            let db = book.db, vip = book.vip
            let phone = try await Phone.filter { $0.number == "1" }.one(on: db)
            try await phone.delete(on: db)
            try await vip.delete(on: db)
            let tag = try await vip.restore(on: db)
            try check(!tag.isDeleted)
            try await tag.deletePermanently(on: db)
            try check(try await Tag.includingDeleted.count(on: db) == 1)
        },
        Snippet("delete of many") { book in
            let db = book.db, ann = book.ann
            try await Phone.filter { $0.kind == "home" }.delete(on: db)
            try await ContactDepartment.filter { $0.contactID == ann.id }.delete(on: db)
            let count = try await ContactDepartment.filter { $0.contactID == ann.id }.restore(on: db)
            try check(count == 2)
            let gone = try await Phone.filter { $0.kind == "work" }.deleteReturning(on: db)
            try check(gone.map(\.number) == ["1"])
            try await Tag.onlyDeleted.deletePermanently(on: db)
        },
        Snippet("delete with values") { book in
            let db = book.db, ann = book.ann, user = try await User.filter { $0.username == "bob" }.one(on: db)
            let link = try await ContactDepartment.filter { $0.contactID == ann.id && $0.role == "head" }.one(on: db)
            try await link.delete(on: db) { $0.role = "former head" }
            try await ContactDepartment.filter { $0.contactID == ann.id }.delete(on: db) { $0.addedBy = user.id }
            try check(try await ContactDepartment.onlyDeleted.count(on: db) == 2)
        },
    ]

    static let models: [Snippet] = attributes + keys + columnValues + inserting + writing
}
