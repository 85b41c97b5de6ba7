import Junction
import JunctionTesting
import Testing

// m2o_recursive: models that refer to themselves.

@Model
struct FolkCategory {
    var id: Key<FolkCategory>
    @MaxLength(20) var name: String
    @ForeignKey(onDelete: .setNull) var parentID: Key<FolkCategory>?
    @HasMany(\FolkCategory.parentID) var children: HasMany<FolkCategory>

    static let options = Options<Self>(ordering: { [$0.name] })
}

/// Two keys to the model itself, each with an other end of its own.
@Model
struct FolkPerson {
    var id: Key<FolkPerson>
    @MaxLength(20) var name: String
    @ForeignKey(onDelete: .setNull) var motherID: Key<FolkPerson>?
    @ForeignKey(onDelete: .setNull) var fatherID: Key<FolkPerson>?
    @HasMany(\FolkPerson.motherID) var childrenOfMother: HasMany<FolkPerson>
    @HasMany(\FolkPerson.fatherID) var childrenOfFather: HasMany<FolkPerson>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Suite struct ManyToOneRecursiveTests {
    @Test("m2o_recursive.test_m2o_recursive", arguments: TestDatabase.all)
    func tree(_ database: TestDatabase) async throws {
        try await database.run([FolkCategory.self]) { db, recorder in
            let root = try await FolkCategory(name: "Root").insert(on: db)
            let child = try await root.children.create(FolkCategory(name: "Child"), on: db)
            #expect(child.parentID == root.id && root.parentID == nil)
            let below = try await root.children.all(on: db).map(\.name), belowChild = try await child.children.all(on: db)
            #expect(below == ["Child"] && belowChild.isEmpty)
            _ = recorder.take()
            let rows = try await FolkCategory.with { $0.parent }.with { $0.children }.all(on: db)
            #expect(rows.map { $0.0.name } == ["Child", "Root"] && rows.map { $0.1?.name } == ["Root", nil])
            #expect(rows.map { $0.2.map(\.name) } == [[], ["Child"]])
            #expect(recorder.take().count == 2)
            let under = try await FolkCategory.filter { $0.parent.name == "Root" }.all(on: db).map(\.name)
            #expect(under == ["Child"])
            let leaves = try await FolkCategory.filter { $0.children.isEmpty }.all(on: db).map(\.name)
            #expect(leaves == ["Child"])
        }
    }

    @Test("m2o_recursive.test_m2o_recursive2", arguments: TestDatabase.all)
    func twoKeys(_ database: TestDatabase) async throws {
        try await database.run([FolkPerson.self]) { db, recorder in
            let dad = try await FolkPerson(name: "Dad").insert(on: db), mum = try await FolkPerson(name: "Mum").insert(on: db)
            let kid = try await FolkPerson(name: "Kid", motherID: mum.id, fatherID: dad.id).insert(on: db)
            _ = recorder.take()
            let parents = try await FolkPerson.with { $0.mother }.with { $0.father }.filter { $0.id == kid.id }.one(on: db)
            #expect(parents.1?.name == "Mum" && parents.2?.name == "Dad")
            #expect(recorder.take().count == 1)
            let ofMum = try await mum.childrenOfMother.all(on: db), ofDad = try await dad.childrenOfFather.all(on: db)
            #expect(ofMum.map(\.id) == [kid.id] && ofDad.map(\.id) == [kid.id])
            let wrongMum = try await mum.childrenOfFather.count(on: db), wrongDad = try await dad.childrenOfMother.count(on: db)
            #expect(wrongMum == 0 && wrongDad == 0)
            let ofKid = try await kid.childrenOfMother.count(on: db)
            #expect(ofKid == 0)
            let found = try await FolkPerson.filter { $0.mother.name == "Mum" && $0.father.name == "Dad" }.all(on: db).map(\.name)
            #expect(found == ["Kid"])
        }
    }
}
