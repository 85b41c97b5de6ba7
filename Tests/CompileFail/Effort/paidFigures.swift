import Foundation
import Junction

/// The figures at the top of a page of invoices.
func paidFigures(since day: CalendarDate, on db: Database) async throws -> (Int, Int?, Decimal?, Double?, Int, CalendarDate?) {
    try await Invoice
        .filter { $0.due >= day && $0.contact.user.isActive }  // misspelt: isActive -> active; wrong: day && -> 2026 &&
        .aggregate(on: db) {
            (
                $0.id.count(), $0.amount.sum(where: $0.isPaid),  // misspelt: amount -> amout; wrong: where: $0.isPaid -> where: $0.number
                $0.tax.sum(where: !$0.isPaid && $0.amount > 100),  // misspelt: tax -> taxes; wrong: 100 -> "100"
                $0.amount.avg(),  // misspelt: avg -> average
                $0.contactID.countDistinct(where: $0.project.budget > 0), $0.due.max()  // misspelt: budget -> budgt
            )
        }
}
