import ArgumentParser
import Foundation
import Junction
import JunctionCommand
import JunctionSQLite

enum Files: CommandDatabases {
    static let databases: [DatabaseKind] = [.sqlite]
}

extension Snippet {
    static let catalogues = [
        Snippet("a catalogue") { book in
            let db = book.db
            let catalogue = try await db.catalogue()
            let names = catalogue.tables.map(\.name)
            try check(names.contains("contact_tags"), "\(names)")
            let source = ModelSource(try await db.catalogue()).text
            try check(source.contains("struct Contact {"))
        },
        Snippet("what is in a catalogue") { _ in
            let id = CatalogueColumn(name: "id", type: "integer", content: .integer)
            let name = CatalogueColumn(name: "name", type: "text", content: .text)
            let title = CatalogueColumn(name: "title", type: "varchar", content: .text, maxLength: 100)
            let tag = TableCatalogue(
                name: "tag", columns: [id, name], primaryKey: .init(columns: ["id"], counting: "AUTOINCREMENT"),
                uniques: [.init(columns: ["name"])])
            let type = tag.column(named: "name")?.type  // text
            try check(type == "text" && title.maxLength == 100)
            let key = TableCatalogue.PrimaryKey(columns: ["id"], counting: "AUTOINCREMENT")
            try check(tag.primaryKey == key)
            let pair = TableCatalogue.Group(name: "tagging__pair__unique", columns: ["contact_id", "tag_id"])
            try check(pair.isConstraint)
            let link = TableCatalogue.Reference(columns: ["tag_id"], table: "tag", references: ["id"], onDelete: .cascade)
            let keys = [link]
            let cascades = keys.filter { $0.onDelete == .cascade }
            let check = TableCatalogue.Check(name: "stars", sql: "stars >= 1 AND stars <= 5")
            let trigger = CatalogueEntry(.trigger, "tag_log", "CREATE TRIGGER tag_log …")
            let entries = [trigger]
            let triggers = entries.filter { $0.kind == .trigger }
            if cascades != keys || check.name != "stars" || triggers != entries { throw SnippetFailed(text: "a catalogue") }
        },
        Snippet("junction inspect") { _ in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("junction-snippet-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let path = folder.appendingPathComponent("book.sqlite").path, output = folder.appendingPathComponent("Models.swift").path
            let db = try await Database.sqlite(path: path)
            try await db.create([
                User.self, Contact.self, Category.self, ContactDepartment.self, Following.self, Tag.self, Phone.self, Kinship.self,
            ])
            do {
                let command = try InspectCommand<Files>.parse([path, "--output", output])
                try await command.run()
                try check(try String(contentsOfFile: output, encoding: .utf8).contains("struct Contact {"))
            }
            do {
                let tool = JunctionTool<Files>.self
                let command = try tool.parseAsRoot(["inspect", path])
                try check(command is InspectCommand<Files>)
            }
            let source = ModelSource(try await db.catalogue())
            let tables = source.selfLinks.map(\.table)
            var symmetrical = Set<String>()
            for link in source.selfLinks where try await link.goesBothWays(in: db) { symmetrical.insert(link.table) }
            try check(!tables.isEmpty && symmetrical.isEmpty, "\(tables)")
            await db.close()
        },
        Snippet("what a command refuses") { _ in
            let error = CommandError(.noTables)
            let command = try InspectCommand<Files>.parse(["mysql://localhost/app"])
            do { try await command.run() } catch let error as CommandError { print(error) }
            try check(error.description.contains("no tables"))
        },
        Snippet("kinds of database") { _ in
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("junction-kinds-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let kinds: [DatabaseKind] = [.sqlite]
            let kind = kinds.first { $0.takes("sqlite:contacts.sqlite") }
            let isOurs = DatabaseKind.sqlite.takes("sqlite:contacts.sqlite")  // true
            try check(isOurs && kind?.example.hasPrefix("sqlite:") == true)
            do {
                let db = try await DatabaseKind.sqlite.open(folder + "/contacts.sqlite", .migrate)
                await db.close()
            }
            let secret = DatabaseKind(.sqlite, prefixes: ["book:"], example: "book:name") { address, _ in
                try await Database.sqlite(path: folder + "/" + address.dropFirst(5))
            }
            try await secret.open("book:contacts.sqlite", .read).close()
        },
    ]
}
