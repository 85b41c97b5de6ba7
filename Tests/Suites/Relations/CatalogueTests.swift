import Junction
import JunctionTesting
import Testing

@Suite("What a database says of its tables") struct CatalogueTests {
    @Test("Tables that create made", arguments: TestDatabase.all)
    func tables(_ database: TestDatabase) async throws {
        let models: [any Model.Type] = [Diner.self, Banquet.self, Invitation.self]
        try await database.run(models) { db, recorder in
            let catalogue = try await db.catalogue()
            #expect(catalogue.database == database.name)
            #expect(catalogue.tables.map(\.name) == ["banquet", "diner", "invitation"])
            #expect(catalogue.others == [])
            #expect(recorder.take().isEmpty)

            let banquet = try #require(catalogue.tables.first)
            #expect(banquet.columns.map(\.name) == ["id", "name"])
            #expect(banquet.columns.map(\.content) == [.integer, .text])
            #expect(banquet.columns.map(\.isNullable) == [false, false])
            #expect(banquet.primaryKey?.columns == ["id"] && banquet.primaryKey?.counting != nil)

            let invitation = try #require(catalogue.tables.last)
            #expect(invitation.column(named: "deleted")?.content == .moment)
            #expect(invitation.column(named: "deleted")?.isNullable == true)
            #expect(invitation.primaryKey?.columns == ["diner_id", "banquet_id"] && invitation.primaryKey?.counting == nil)
            #expect(invitation.primaryKey?.name == "invitation__diner_id__banquet_id__key")
            #expect(
                invitation.foreignKeys == [
                    .init(
                        name: "invitation__banquet_id__foreign_key", columns: ["banquet_id"], table: "banquet", references: ["id"],
                        onDelete: .restrict),
                    .init(
                        name: "invitation__diner_id__foreign_key", columns: ["diner_id"], table: "diner", references: ["id"],
                        onDelete: .restrict),
                ])
            #expect(
                invitation.indexes == [
                    .init(name: "invitation__banquet_id__index", columns: ["banquet_id"], isConstraint: false)
                ])
        }
    }

    @Test("Equal tables have equal catalogues, others do not", arguments: TestDatabase.all)
    func equality(_ database: TestDatabase) async throws {
        var catalogues: [Catalogue] = []
        let lists: [[any Model.Type]] = [
            [Diner.self, Banquet.self, Invitation.self], [Banquet.self, Diner.self, Invitation.self], [Banquet.self],
        ]
        for models in lists {
            try await database.run(models) { db, _ in catalogues.append(try await db.catalogue()) }
        }
        try await database.run([Diner.self, Banquet.self, Invitation.self]) { db, _ in
            try await db.execute("CREATE INDEX other ON banquet (name)")
            catalogues.append(try await db.catalogue())
        }
        #expect(catalogues[0] == catalogues[1])
        #expect(Set(catalogues).count == 3)
    }
}
