import Foundation
import Junction

/// What a step may end with, as lines of the story.
protocol Tellable {
    var told: [String] { get }
}

// MARK: Models

extension DatabaseModule: Tellable {
    var told: [String] { ["\(code) \(summary)"] }
}

extension DatabaseConfig: Tellable {
    var told: [String] { ["\(databaseName) \(summary)"] }
}

extension User: Tellable {
    var told: [String] { [username] }
}

extension Contact: Tellable {
    var told: [String] { [name] }
}

extension Category: Tellable {
    var told: [String] { [name] }
}

extension ContactCategory {
    var told: [String] {
        func time(_ date: Date) -> Substring { "\(date)".dropFirst(11).prefix(5) }
        let end = isDeleted ? ", DELETED by \(deletedByID.map { "user \($0)" } ?? "nobody we know")" : ""
        return ["link \(id): contact \(contactID) in category \(categoryID), created \(time(created)), modified \(time(modified))\(end)"]
    }
}

extension ContactDepartment: Tellable {}
extension ContactInterest: Tellable {}

// MARK: Answers

extension LinkChanges: Tellable {
    var told: [String] {
        let lists = [("added", added), ("restored", restored), ("existing", existing), ("removed", removed)]
        let parts = lists.filter { !$0.1.isEmpty }.map { name, keys in name + " " + keys.map(\.description).joined(separator: ", ") }
        return [parts.isEmpty ? "no change" : parts.joined(separator: "; ")]
    }
}

extension Array: Tellable where Element: Tellable {
    var told: [String] { isEmpty ? ["(none)"] : flatMap(\.told) }
}

extension String: Tellable {
    var told: [String] { [self] }
}

extension Int: Tellable {
    var told: [String] { ["\(self)"] }
}

extension Bool: Tellable {
    var told: [String] { [self ? "yes" : "no"] }
}
