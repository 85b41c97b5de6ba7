import Dispatch
import Foundation
import Junction
import JunctionSQLite

@Model
struct Contact {
    var id: Key<Contact>
    var name: String
    var mail: String
    var created: Date
    var modified: Date
}

/// Reads 20 000 rows in one of several ways, to be run under a tool that counts instructions; see the README.
@main
struct Main {
    private static let rows = 20_000

    /// Waits for the work instead of being asynchronous itself: an asynchronous `main` ends the main thread, which valgrind 3.19 does not
    /// survive.
    static func main() {
        let arguments = CommandLine.arguments, done = DispatchSemaphore(value: 0)
        guard arguments.count == 3 else {
            print("usage: rows PATH make|none|step|hand|model")
            exit(2)
        }
        Task.detached {
            do { try await run(arguments[1], arguments[2]) } catch {
                print(error)
                exit(1)
            }
            done.signal()
        }
        done.wait()
    }

    /// Away from the main actor, which `main` is on.
    @concurrent
    private static func run(_ path: String, _ way: String) async throws {
        if way == "make" { return try await make(path) }
        // Every way opens both, so that the ways differ in the reading alone.
        let db = try await Database.sqlite(path: path), byHand = try ByHand(path: path)
        let count: Int
        switch way {
        case "none": count = 0
        case "step": count = byHand.step()
        case "hand": count = try byHand.all().count
        case "model": count = try await Contact.query.all(on: db).count
        default:
            print("unknown: \(way)")
            exit(2)
        }
        print(way, count)
        await db.close()
    }

    private static func make(_ path: String) async throws {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        let db = try await Database.sqlite(path: path)
        try await db.create([Contact.self])
        let created = Date(microseconds: 1_768_472_430_123_456), modified = Date(microseconds: 1_771_150_830_123_456)
        let contacts = (1...rows).map { number in
            Contact(name: "Contact name \(number)", mail: "contact.number.\(number)@example.org", created: created, modified: modified)
        }
        try await Contact.insert(contacts, on: db)
        await db.close()
        print("make", rows)
    }
}
