import Foundation
public import Junction

extension DatabaseKind {
    /// SQLite, for commands: `sqlite:path`, or the path of a file.
    ///
    /// ```swift
    /// let db = try await DatabaseKind.sqlite.open(folder + "/contacts.sqlite", .write)
    /// ```
    public static var sqlite: DatabaseKind {
        DatabaseKind(.sqlite, prefixes: ["sqlite:"], takesPaths: true, example: "sqlite:contacts.sqlite, or the path of a file") {
            address, access in
            let path = address.hasPrefix("sqlite:") ? String(address.dropFirst(7)) : address
            if access == .read, !FileManager.default.fileExists(atPath: path) {
                throw DatabaseError(.cannotOpen, message: "there is no file '\(path)'; check the path")
            }
            return try await Database.sqlite(path: path, SQLiteConfiguration(isReadOnly: access == .read))
        }
    }
}
