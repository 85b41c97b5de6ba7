import Foundation

/// Files that commands write.
enum TextFile {
    /// Writes a file, whole or not at all.
    static func write(_ text: String, to path: String) throws(CommandError) {
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw CommandError(.notWritten(path: path, reason: error.localizedDescription))
        }
    }

    static func delete(_ path: String) throws(CommandError) {
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw CommandError(.notDeleted(path: path, reason: error.localizedDescription))
        }
    }
}
