import Foundation
public import Junction

extension DatabaseKind {
    /// SQLite, for commands: `sqlite:path`, or the path of a file.
    ///
    /// ```swift
    /// let db = try await DatabaseKind.sqlite.open(folder + "/contacts.sqlite", .migrate)
    /// ```
    public static var sqlite: DatabaseKind {
        DatabaseKind(.sqlite, prefixes: ["sqlite:"], takesPaths: true, example: "sqlite:contacts.sqlite, or the path of a file") {
            address, access in
            let path = address.hasPrefix("sqlite:") ? String(address.dropFirst(7)) : address
            if path.hasPrefix("//") { throw DatabaseError(.cannotOpen, message: "write sqlite:path, without // before the path") }
            // A name that is misspelt makes no database.
            if access != .migrate, !FileManager.default.fileExists(atPath: path) {
                throw DatabaseError(.cannotOpen, message: "there is no file '\(path)'; check the path")
            }
            return try await Database.sqlite(path: path, SQLiteConfiguration(isReadOnly: access == .read))
        }
    }
}
