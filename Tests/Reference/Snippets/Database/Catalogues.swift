import ArgumentParser
import Foundation
import Junction
import JunctionCommand
import JunctionSQLite

enum Files: CommandDatabases {
    static func open(_ url: String, _ access: Access) async throws -> Database {
        try await Database.sqlite(path: url, SQLiteConfiguration(isReadOnly: access == .read))
    }
}

private func refuse() throws {
    throw CommandError(.unknownDatabase)
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
            do { try refuse() } catch let error as CommandError { try check(error.kind == .unknownDatabase) }
            do {
                do { _ = try await Files.open("mysql://localhost/app", .read) } catch let error as CommandError { print(error) }
            } catch let error as DatabaseError { try check(error.kind == .cannotOpen) }
        },
    ]
}
