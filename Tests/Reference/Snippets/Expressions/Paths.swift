import Foundation
import Junction

extension ExpressionSnippets {
    static let paths: [Snippet] = [
        Snippet("fields and paths") { book in
            let isAnn: (User.Fields) -> Expr<Bool> = { $0.username == "ann" }
            let users = User.filter(isAnn)
            try await book.check(users, count: 1)

            let ann = Contact.filter { $0.user.username == "ann" }
            try await book.check(ann, count: 1)
        },
        Snippet("the other end of a relation") { book in
            let used = Category.filter { $0.inverse(\Contact.departments).exists }
            try await book.check(used, count: 2)

            let tags = Tag.query.values { ($0.name, $0.inverse(\Contact.tags).count) }
            try await book.check(tags.order { $0.name }, gives: [0, 1]) { $0.1 }
        },
        Snippet("behind a path that may lead nowhere") { book in
            let db = book.db
            let titles: [String?] = try await Contact.query.values { $0.manager.title }.all(on: db)
            let managers: [(Contact, Contact?)] = try await Contact.with { $0.manager }.all(on: db)
            try check(titles == [nil, "Chief"] && managers.map { $0.1?.title } == [nil, "Chief"])

            let credits: [Decimal?] = try await Contact.query.values { $0.manager.credit }.all(on: db)
            try check(credits == [nil, 120])
            let names: [String?] = try await Contact.query.values { $0.manager.user.username }.all(on: db)
            try check(names == [nil, "ann"])

            let unreachable = Contact.filter { $0.manager.phones.isEmpty }
            try await book.check(unreachable, count: 1)
        },
        Snippet("a column by its key path") { book in
            let led = Contact.filter { $0.manager[\.credit] > 100 }
            try await book.check(led, count: 1)
        },
        Snippet("nowhere, and somewhere") { book in
            let db = book.db
            let heads = Contact.filter { $0.manager.isNil }
            try await book.check(heads, count: 1)

            let managed: [(Contact, Contact)] = try await Contact.with { $0.manager.required }.all(on: db)
            try check(managed.map { $0.1.id } == [book.ann.id])
        },
        Snippet("deleted rows behind a key that may be absent") { book in
            try await book.remind()
            let db = book.db
            let all: [(Reminder, Tag?)] = try await Reminder.with { $0.formerTag.includingDeleted }.all(on: db)
            try check(all.map { $0.1?.name } == ["old", nil])

            let dated = Reminder.filter { !$0.formerTag.onlyDeleted.isNil }
            try await book.check(dated, count: 1)
        },
        Snippet("deleted rows behind a key that is there") { book in
            try await book.remind()
            let db = book.db
            let live: [(Reminder, Tag?)] = try await Reminder.with { $0.tag }.all(on: db)
            let all: [(Reminder, Tag)] = try await Reminder.with { $0.tag.includingDeleted }.all(on: db)
            try check(live.map { $0.1?.name } == [nil, "vip"] && all.map { $0.1.name } == ["old", "vip"])

            let stale = Reminder.filter { $0.tag.onlyDeleted.name == "old" }
            try await book.check(stale, count: 1)
        },
    ]

    static let orders: [Snippet] = [
        Snippet("order") { book in
            let sorted = Contact.order { [$0.title, $0.credit.descending] }
            try await book.check(sorted, gives: ["Chief", nil]) { $0.title }

            let byCredit: (Contact.Fields) -> OrderTerm = { $0.credit.descending }
            let richest = Contact.order(byCredit)
            try await book.check(richest, gives: [120, -20]) { $0.credit }

            let oldest = Contact.order { $0.created.ascending }
            let newest = Contact.order { $0.created.descending }
            let untitled = Contact.order { $0.title.ascending.absentFirst }
            try await book.check(oldest, count: 2)
            try await book.check(newest, count: 2)
            try await book.check(untitled, gives: [nil, "Chief"]) { $0.title }
        }
    ]
}
