import Foundation
import JunctionPostgres
import Suites
import Testing

@testable import Junction

/// The server cuts names at 63 bytes.
@Model
struct ALongNameForAModelThatBelongsToNobody {
    var id: Key<ALongNameForAModelThatBelongsToNobody>
    @Unique var aLongNameForAPropertyThatIsUnique: String
    @ForeignKey var aLongNameForAKeyThatRefersToAnEntryID: Key<Entry>
    @Check(0...5) var aLongNameForANumberThatIsChecked: Int = 0
}

@Model(table: "a_table_with_a_name_that_is_far_too_long_for_the_server_to_take_it_as_it_is")
struct TooLong {
    var id: Key<TooLong>
    @Column("größe_größe_größe_größe_größe_größe_größe_größe_größe") var size: Int
}

@Suite struct NameTests {
    private typealias Long = ALongNameForAModelThatBelongsToNobody

    /// The names of constraints are shortened so that they stay apart, and errors still name the columns.
    @Test func constraints() async throws {
        try await SharedServer.withDatabase(creating: [Entry.self, Long.self]) { db in
            let names = try await db.texts(
                "SELECT conname::text FROM pg_constraint WHERE conrelid = 'a_long_name_for_a_model_that_belongs_to_nobody'::regclass")
            #expect(Set(names).count == 4)
            #expect(names.allSatisfy { $0.utf8.count <= 63 })
            let entry = try await Entry(name: "a").insert(on: db)
            func row(_ text: String, _ key: Key<Entry>) -> Long {
                Long(aLongNameForAPropertyThatIsUnique: text, aLongNameForAKeyThatRefersToAnEntryID: key)
            }
            _ = try await row("a", entry.id).insert(on: db)
            let twice = try await refusal(of: DatabaseError.self) { _ = try await row("a", entry.id).insert(on: db) }
            #expect(twice.kind == .unique && twice.columns == ["a_long_name_for_a_property_that_is_unique"])
            let missing = try await refusal(of: DatabaseError.self) { _ = try await row("b", Key(99)).insert(on: db) }
            #expect(missing.kind == .foreignKey && missing.columns == ["a_long_name_for_a_key_that_refers_to_an_entry_id"])
            #expect(missing.model == "ALongNameForAModelThatBelongsToNobody")
            let checked = try await refusal(of: DatabaseError.self) {
                try await db.raw("UPDATE a_long_name_for_a_model_that_belongs_to_nobody SET a_long_name_for_a_number_that_is_checked = 9")
            }
            #expect(checked.kind == .check && checked.columns == ["a_long_name_for_a_number_that_is_checked"])
        }
    }

    /// Names that the user chose are not changed: they are refused.
    @Test func tablesAndColumns() async throws {
        try await SharedServer.withDatabase { db in
            let error = try await refusal(of: SchemaError.self) { try await db.create([TooLong.self]) }
            #expect(error.mistakes.count == 2)
            #expect(error.mistakes[0].contains("is longer than the 63 bytes that PostgreSQL takes"))
        }
    }
}
