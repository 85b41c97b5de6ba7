import Foundation
import Junction

extension ExpressionSnippets {
    static let numbers: [Snippet] = [
        Snippet("signs and kinds of numbers") { book in
            let amounts = Contact.query.values { $0.credit.magnitude }
            let whole = Contact.query.values { $0.credit.integer }
            let reals = Tag.query.values { $0.uses.real }
            let decimals = Tag.query.values { $0.uses.decimal }
            try await book.check(amounts, gives: [120, 20])
            try await book.check(whole, gives: [120, -20])
            try await book.check(reals, gives: [0, 0])
            try await book.check(decimals, gives: [0, 0])
        },
        Snippet("rounding") { book in
            _ = try await Song(name: "Air", seconds: 61.5).insert(on: book.db)
            let nearest = Song.query.values { $0.seconds.rounded }
            let below = Song.query.values { $0.seconds.floor }
            let above = Song.query.values { $0.seconds.ceiling }
            try await book.check(nearest, gives: [62])
            try await book.check(below, gives: [61])
            try await book.check(above, gives: [62])

            let rounded = Contact.query.values { $0.credit.rounded(places: 1) }
            try await book.check(rounded, gives: [120, -20])
        },
        Snippet("the quotient of decimals") { book in
            let thirds = Contact.query.values { $0.credit.divided(by: 3, places: 2) }
            try await book.check(thirds, gives: [40, Decimal(string: "-6.67") ?? 0])
        },
        Snippet("numbers, days, UUIDs and keys as texts") { book in
            try await book.remind()
            let days = Reminder.query.values { $0.day.text }
            let numbers = Contact.query.values { "C-" + $0.id.text }
            let tokens = Reminder.query.values { $0.token.text }
            try await book.check(days, gives: ["2026-01-31", "2026-01-31"])
            try await book.check(numbers, gives: ["C-1", "C-2"])
            try await book.check(tokens, gives: [36, 36]) { $0.count }
        },
    ]

    static let arithmetic: [Snippet] = [
        Snippet("sums, differences, products") { book in
            let db = book.db
            try await Tag.query.update(on: db) { new, old in new.uses = old.uses + 1 }
            let next = Tag.query.values { $0.uses + 1 }
            try await book.check(next, gives: [2, 2])

            let lowered = Contact.query.values { $0.credit - 10 }
            let doubled = Contact.query.values { $0.credit * 2 }
            try await book.check(lowered, gives: [110, -30])
            try await book.check(doubled, gives: [240, -40])
        },
        Snippet("quotients, remainders, signs") { book in
            let db = book.db
            try await Tag.query.update(on: db) { new, _ in new.uses = 7 }
            _ = try await Song(name: "Air", seconds: 90).insert(on: db)
            let halves = Tag.query.values { $0.uses / 2 }
            let odd = Tag.filter { $0.uses % 2 == 1 }
            let minutes = Song.query.values { $0.seconds / 60 }
            let opposites = Contact.query.values { -$0.credit }
            try await book.check(halves, gives: [3, 3])
            try await book.check(odd, count: 2)
            try await book.check(minutes, gives: [1.5])
            try await book.check(opposites, gives: [-120, 20])
        },
        Snippet("numbers that may be absent") { book in
            try await book.remind()
            let raised = Reminder.query.values { $0.stars + 1 }  // [Int?]
            let lowered = Reminder.query.values { $0.stars - 1 }
            let doubled = Reminder.query.values { $0.stars * 2 }
            let halves = Reminder.query.values { $0.stars / 2 }
            let rests = Reminder.query.values { $0.stars % 2 }
            let days = Reminder.query.values { $0.hours / 24 }
            try await book.check(raised, gives: [8, nil])
            try await book.check(lowered, gives: [6, nil])
            try await book.check(doubled, gives: [14, nil])
            try await book.check(halves, gives: [3, nil])
            try await book.check(rests, gives: [1, nil])
            try await book.check(days, count: 2)
        },
        Snippet("several numbers that may be absent") { book in
            try await book.remind()
            let totals = Reminder.query.values { $0.fee + $0.contact.manager.credit }  // [Decimal?]
            let changes = Reminder.query.values { $0.fee - $0.contact.credit.optional }
            let costs = Reminder.query.values { $0.fee * $0.stars.decimal }
            let rates = Reminder.query.values { $0.fee.real / $0.hours }
            try await book.check(totals, gives: [nil, nil])
            try await book.check(changes, gives: [-110, nil])
            try await book.check(costs, gives: [70, nil])
            try await book.check(rates, gives: [4, nil])
        },
    ]
}
