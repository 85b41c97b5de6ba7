import Foundation
import Junction

extension ExpressionSnippets {
    static let texts: [Snippet] = [
        Snippet("patterns") { book in
            let similar = User.filter { $0.username.like("_n%") }
            let chiefs = Contact.filter { $0.title.hasPrefix("Ch") }
            let briefs = Contact.filter { $0.title.hasSuffix("ief") }
            let others = Contact.filter { $0.title.includes("hie") }
            try await book.check(similar, gives: ["ann"]) { $0.username }
            for query in [chiefs, briefs, others] { try await book.check(query, count: 1) }
        },
        Snippet("length, upper and lower case") { book in
            let short = User.filter { $0.username.length < 8 }
            let shouted = User.query.values { $0.username.uppercased }
            let chiefs = Contact.filter { $0.title.lowercased == "chief" }
            try await book.check(short, count: 2)
            try await book.check(shouted, gives: ["ANN", "BOB"])
            try await book.check(chiefs, count: 1)
        },
        Snippet("changed texts") { book in
            let trimmed = User.query.values { $0.username.trimmed }
            let replaced = User.query.values { $0.username.replacing("b", with: "p") }
            let first = User.query.values { $0.username.prefix(1) }
            let last = User.query.values { $0.username.suffix(2) }
            let rest = User.query.values { $0.username.dropFirst() }
            try await book.check(trimmed, gives: ["ann", "bob"])
            try await book.check(replaced, gives: ["ann", "pop"])
            try await book.check(first, gives: ["a", "b"])
            try await book.check(last, gives: ["nn", "ob"])
            try await book.check(rest, gives: ["nn", "ob"])
        },
        Snippet("the place of a text") { book in
            let places = User.query.values { $0.username.position(of: "n") }
            try await book.check(places, gives: [2, 0])
        },
        Snippet("texts that are numbers") { book in
            let large = Phone.filter { $0.number.integer > 1 }
            let reals = Phone.query.values { $0.number.real }
            let decimals = Phone.query.values { $0.number.decimal }
            try await book.check(large, count: 1)
            try await book.check(reals, gives: [1, 2])
            try await book.check(decimals, gives: [1, 2])
        },
        Snippet("texts put together") { book in
            let labels = Category.query.values { $0.name + "/" + ($0.code ?? "-") }
            try await book.check(labels.order { $0.name }, gives: ["HR/hr", "IT/it"])
        },
    ]

    static let dates: [Snippet] = [
        Snippet("parts of a date") { book in
            try await book.remind()
            let db = book.db
            let joined = try await Contact.group { $0.created.year }.values { $0.id.count() }.all(on: db)  // [(Int, Int)]
            try check(joined.map(\.1).reduce(0, +) == 2)
            try book.show(Contact.group { $0.created.year }.values { $0.id.count() })

            let january = Reminder.filter { $0.day.month == 1 }
            let last = Reminder.filter { $0.day.day > 28 }
            let weekend = Reminder.filter { $0.day.weekday >= 6 }
            let afternoon = Reminder.filter { $0.due.hour >= 12 }
            let onTheHour = Reminder.filter { $0.due.minute == 0 && $0.due.second == 0 }
            for query in [january, last, weekend] { try await book.check(query, count: 2) }
            try await book.check(afternoon, count: 1)
            try await book.check(onTheHour, count: 1)
        },
        Snippet("days, months, years") { book in
            try await book.remind()
            let days = Reminder.query.values { $0.due.calendarDay }  // [CalendarDate?]
            let mornings = Reminder.query.values { $0.due.startOfDay }
            let months = Contact.group { $0.created.startOfMonth }.values { $0.id.count() }
            let years = Contact.group { $0.created.startOfYear }.values { $0.credit.sum() }
            try await book.check(days, gives: [CalendarDate("2026-01-31"), nil])
            try await book.check(mornings, gives: [Date(timeIntervalSince1970: 1_769_817_600), nil])
            try book.show(months)
            try book.show(years)
        },
        Snippet("durations") { book in
            let late = Contact.filter { $0.modified > $0.created + .seconds(3600) }
            let recent = Contact.filter { $0.created > $0.modified - .seconds(60) }
            let ages = Contact.query.values { $0.modified.microseconds(since: $0.created) }
            try await book.check(late, count: 0)
            try await book.check(recent, count: 2)
            try await book.check(ages, gives: [true, true]) { $0 >= 0 }
        },
    ]

    static let json: [Snippet] = [
        Snippet("JSON") { book in
            try await book.remind()
            let large = Reminder.filter { $0.details.json["seats"].integer > 1 }
            let first = Reminder.query.values { $0.details.json["guests"][0].text }
            try await book.check(large, count: 2)
            try await book.check(first, gives: ["Bob", "Bob"])

            let prices = Reminder.query.values { $0.details.json["price"].real }
            let crowded = Reminder.filter { $0.details.json["guests"].count > 1 }
            let places = Reminder.query.values { $0.details.json["place"].text ?? "none" }
            try await book.check(prices, gives: [9.5, 9.5])
            try await book.check(crowded, count: 2)
            try await book.check(places, gives: ["none", "none"])

            _ = try await Seat(row: 1, number: 1, details: SeatDetails(isAisle: true)).insert(on: book.db)
            let aisle = Seat.filter { $0.details.json["isAisle"].bool == true }
            try await book.check(aisle, count: 1)
        },
        Snippet("CASE") { book in
            let bands = Contact.query.values { contact in
                (contact.id, Case.when(contact.title.isNil(), "none").when(contact.credit < 500, "low").else("high"))
            }
            try await book.check(bands, gives: ["low", "none"]) { $0.1 }

            let kinds = Contact.query.values { Case.when($0.credit < 0, "debtor").else("customer") }
            let levels = Contact.query.values { Case.when($0.credit < 0, 0).when($0.credit < 500, 1).else(2) }
            try await book.check(kinds, gives: ["customer", "debtor"])
            try await book.check(levels, gives: [1, 0])

            let sums = Contact.query.values { Case.when($0.credit < 0, -$0.credit).else($0.credit) }
            try await book.check(sums, gives: [120, 20])

            let debts = Contact.query.values { Case.when($0.credit < 0, $0.credit).elseNil }
            try await book.check(debts, gives: [nil, -20])
        },
    ]
}
