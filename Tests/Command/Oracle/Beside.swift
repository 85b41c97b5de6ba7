import Foundation
import Junction

// What stands beside the inspected models: what a database cannot know of its application. It takes the place of the rest of Models.swift.

extension ContactDepartment {
    static let options = Options<Self>(
        name: "Contact department", plural: "Contact departments",
        label: { $0.contact.user.username + " " + $0.category.name },
        ordering: { [$0.contact.user.username, $0.category.name] })

    init(contactID: Key<Contact>, categoryID: Key<Category>) { self.init(categoryID: categoryID, contactID: contactID) }
}

extension DatabaseModule {
    static let options = Options<Self>(name: "Database Module Type", plural: "Database Module Types")
}

extension DatabaseConfig {
    static let options = Options<Self>(
        name: "Database Configuration", plural: "Database Configurations", ordering: { [$0.databaseName] })

    init(description: String, databaseName: String) {
        self.init(description: description, databaseName: databaseName, settings: .object([:]))
    }
}

// The application's own names for the other ends.

extension Contact {
    var followers: Many<Contact> { contactsByFollows }
    var reports: HasMany<Contact> { contactsByManager }
}

extension Contact.Fields {
    var followers: Many<Contact>.InQuery { contactsByFollows }
    var reports: HasMany<Contact>.InQuery { contactsByManager }
}

extension Model where RawKey == Int64 {
    static func key(_ number: Int64) -> Key<Self> { Key(number) }
    static func keys(_ numbers: Int64...) -> [Key<Self>] { numbers.map { Key($0) } }
    static func keys(in numbers: ClosedRange<Int64>) -> [Key<Self>] { numbers.map { Key($0) } }
}

extension DatabaseModule.Fields {
    var configs: Many<DatabaseConfig>.InQuery { databaseConfigs }
}
