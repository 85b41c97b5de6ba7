import Foundation
import Junction

extension ExpressionSnippets {
    static let operators: [Snippet] = [
        Snippet("expressions") { book in
            let db = book.db
            let isChief: (Contact.Fields) -> Expr<Bool> = { $0.title == "Chief" }
            let chiefs = try await Contact.filter(isChief).all(on: db)
            try check(chiefs.map(\.id) == [book.ann.id])

            let rows = try await User.query.values { ($0.username, Expr("staff")) }.all(on: db)
            try check(rows.first ?? ("", "") == ("ann", "staff"))
        },
        Snippet("equal") { book in
            let chiefs = Contact.filter { $0.title == "Chief" }
            let untitled = Contact.filter { $0.title == nil }
            try await book.check(chiefs, count: 1)
            try await book.check(untitled, count: 1)

            let own = Contact.filter { $0.managerID == $0.id.optional }
            try await book.check(own, count: 0)
        },
        Snippet("unequal") { book in
            let others = Contact.filter { $0.title != "Chief" }
            let titled = Contact.filter { $0.title != nil }
            try await book.check(others, count: 0)
            try await book.check(titled, count: 1)
        },
        Snippet("distinct") { book in
            let others = Contact.filter { $0.title.isDistinct(from: "Chief") }
            try await book.check(others, count: 1)
        },
        Snippet("before and after") { book in
            let debtors = Contact.filter { $0.credit < 0 }
            let solvent = Contact.filter { $0.credit >= 0 }
            let early = User.filter { $0.username <= "ann" }
            let late = User.filter { $0.username > "ann" }
            try await book.check(debtors, count: 1)
            try await book.check(solvent, count: 1)
            try await book.check(early, count: 1)
            try await book.check(late, count: 1)
        },
        Snippet("among") { book in
            let found = User.filter { $0.username.in(["ann", "eve"]) }
            let others = User.filter { $0.username.notIn(["ann", "eve"]) }
            try await book.check(found, count: 1)
            try await book.check(others, count: 1)
        },
        Snippet("among, where there may be nothing") { book in
            let leaders = Contact.filter { $0.title.in(["Chief", "Deputy"]) }
            let others = Contact.filter { $0.title.notIn(["Chief", "Deputy"]) || $0.title.isNil() }
            try await book.check(leaders, count: 1)
            try await book.check(others, count: 1)
        },
        Snippet("absent") { book in
            let untitled = Contact.filter { $0.title.isNil() }
            let titles = Contact.query.values { $0.title ?? "none" }
            try await book.check(untitled, count: 1)
            try await book.check(titles, gives: ["Chief", "none"])
        },
        Snippet("and, or, not") { book in
            let active = Contact.filter { $0.credit >= 0 && $0.user.isActive }
            let noted = Contact.filter { $0.credit < 0 || $0.title == "Chief" }
            let others = Contact.filter { !($0.title == "Chief") }
            try await book.check(active, count: 1)
            try await book.check(noted, count: 2)
            try await book.check(others, count: 0)
        },
    ]
}
