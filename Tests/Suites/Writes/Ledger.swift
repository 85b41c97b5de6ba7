import Foundation
import Junction

/// A row with everything that a write keeps up.
@Model
struct Account {
    var id: Key<Account>
    @Unique var mail: String
    @MaxLength(40) var name: String
    var visits: Int = 0
    @Digits(10, 2) var balance: Decimal?
    var birthday: CalendarDate?
    var isActive: Bool = true
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @Version var version: Int
    @DeletedAt var deleted: Date?
    @HasMany(\AccountEntry.accountID) var entries: HasMany<AccountEntry>
}

@Model
struct AccountEntry {
    var id: Key<AccountEntry>
    @ForeignKey(onDelete: .cascade) var accountID: Key<Account>
    var kind: String
    var amount: Int

    static let options = Options<Self>(unique: { [[$0.accountID, $0.kind]] })
}

enum Ledger {
    static let models: [any Model.Type] = [Account.self, AccountEntry.self]

    static func accounts(_ count: Int, on db: some Session) async throws -> [Account] {
        let keys = try await (0..<count).map { Account(mail: "m\($0)", name: "n\($0)") }.insert(on: db)
        return try await Account.filter { $0.id.in(keys) }.order { $0.id }.all(on: db)
    }
}
