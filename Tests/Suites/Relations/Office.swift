import Foundation
import Junction

// The models of the relation suites: a contact with departments through a model, plain tags, phones, and a user.

@AbstractModel
protocol OfficeLink: TimeStamped, SoftDeletable where Fields: OfficeLinkFields {
    var contactID: Key<OfficeContact> { get set }
    var departmentID: Key<Department> { get set }
    init(contactID: Key<OfficeContact>, departmentID: Key<Department>)
}

@Model(inheriting: OfficeLink.self)
struct Membership: OfficeLink {
    var id: Key<Membership>
    @ForeignKey(onDelete: .cascade) var contactID: Key<OfficeContact>
    @ForeignKey(onDelete: .cascade) var departmentID: Key<Department>
    @MaxLength(20) var role: String?
    var rank: Int = 7
    @CreatedAt var created: Date
    @ModifiedAt var modified: Date
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(
        ordering: { [$0.contact.user.username, $0.department.name] }, unique: { [[$0.contactID, $0.departmentID]] })
}

@Model
struct Login {
    var id: Key<Login>
    @Unique @MaxLength(150) var username: String
    @HasOne(\OfficeContact.userID) var contact: One<OfficeContact>
}

@Model
struct OfficeContact {
    var id: Key<OfficeContact>
    @Unique @ForeignKey(onDelete: .cascade) var userID: Key<Login>
    var title: String?
    @ManyToMany var departments: Many<Department>.Through<Membership>
    @ManyToMany var labels: Many<Sticker>
    @HasMany(\Extension.contactID) var extensions: HasMany<Extension>
}

@Model
struct Department {
    var id: Key<Department>
    @Unique @MaxLength(100) var name: String
    @Inverse(\OfficeContact.departments) var contacts: Many<OfficeContact>.Through<Membership>
}

@Model
struct Sticker {
    var id: Key<Sticker>
    @Unique var name: String
    @Inverse(\OfficeContact.labels) var contacts: Many<OfficeContact>
}

@Model
struct Extension {
    var id: Key<Extension>
    @ForeignKey(onDelete: .cascade) var contactID: Key<OfficeContact>?
    var number: String
}

enum Office {
    static let models: [any Model.Type] = [Login.self, OfficeContact.self, Department.self, Membership.self, Sticker.self, Extension.self]

    static func contact(_ name: String, on db: some Session) async throws -> OfficeContact {
        let user = try await Login(username: name).insert(on: db)
        return try await OfficeContact(userID: user.id).insert(on: db)
    }

    static func departments(_ count: Int, on db: some Session) async throws -> [Key<Department>] {
        try await (0..<count).map { Department(name: "D\($0)") }.insert(on: db)
    }

    static func stickers(_ count: Int, on db: some Session) async throws -> [Key<Sticker>] {
        try await (0..<count).map { Sticker(name: "S\($0)") }.insert(on: db)
    }
}

/// A clock that a test moves by hand.
final class TestClock: Sendable {
    private let seconds = Guarded(1_700_000_000.0)

    var now: Date { Date(timeIntervalSince1970: seconds.withLock { $0 }) }
    func advance() { seconds.withLock { $0 += 60 } }
}
