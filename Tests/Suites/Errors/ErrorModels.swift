import Foundation
import Junction

// Small models whose rows can be refused in every way. Nothing in them is needed to understand another suite.

/// An owner that can be soft-deleted, with a relation of each kind.
@Model
struct ErrorPerson: Hashable {
    var id: Key<ErrorPerson>
    @MaxLength(40) var name: String
    @ManyToMany var groups: Many<ErrorGroup>.Through<ErrorMembership>
    @ManyToMany var tags: Many<ErrorTag>
    @HasMany(\ErrorNote.personID) var notes: HasMany<ErrorNote>
    @DeletedAt var deleted: Date?
}

@Model
struct ErrorGroup: Hashable {
    var id: Key<ErrorGroup>
    var name: String
    @Inverse(\ErrorPerson.groups) var people: Many<ErrorPerson>.Through<ErrorMembership>
    @DeletedAt var deleted: Date?
}

@Model
struct ErrorMembership {
    var id: Key<ErrorMembership>
    @ForeignKey(onDelete: .cascade) var personID: Key<ErrorPerson>
    @ForeignKey(onDelete: .cascade) var groupID: Key<ErrorGroup>
    @MaxLength(10) var role: String?
    @DeletedAt var deleted: Date?
}

/// A natural key, for keys that are text.
@Model(key: String.self)
struct ErrorTag: Hashable {
    var id: Key<ErrorTag>
    var title: String
}

@Model
struct ErrorNote: Hashable {
    var id: Key<ErrorNote>
    @ForeignKey(onDelete: .restrict) var personID: Key<ErrorPerson>
    var text: String
}

enum ErrorModels {
    static let all: [any Model.Type] = [
        ErrorPerson.self, ErrorGroup.self, ErrorMembership.self, ErrorTag.self, ErrorNote.self,
    ]

    /// How many links there are, soft-deleted ones among them.
    static func links(_ db: Database) async throws -> Int { try await ErrorMembership.includingDeleted.count(on: db) }
}

/// What the database itself watches over.
@Model
struct ErrorAccount {
    var id: Key<ErrorAccount>
    @Unique var email: String
    var balance: Int = 0
    @Check(1...5) var stars: Int = 3
    @ForeignKey(onDelete: .restrict) var parentID: Key<ErrorAccount>?

    static let options = Options<Self>(checks: { ["solvent": $0.balance >= -100] })
}

/// Unique over two columns.
@Model
struct ErrorSeat {
    var id: Key<ErrorSeat>
    var row: Int
    var number: Int

    static let options = Options<Self>(unique: { [[$0.row, $0.number]] })
}

// Fields that are no columns.
extension ErrorAccount.Fields {
    var parentEmail: Expr<String?> { parent.email }
    var lowerEmail: Expr<String> { email.lowercased }
}

extension ErrorMembership.Fields {
    var personName: Expr<String?> { person.name }
    var lowerRole: Expr<String?> { role.lowercased }
}
