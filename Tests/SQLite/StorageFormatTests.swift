import Foundation
import Junction
import JunctionSQLite
import Suites
import Testing

enum FormatKind: String, ColumnValue { case work, home }

@Model(table: "format")
struct Format: Hashable {
    var id: Key<Format>
    var whole: Int?
    var real: Double?
    @Digits(10, 2) var price: Decimal?
    var flag: Bool?
    @MaxLength(20) var short: String?
    var long: String?
    var blob: [UInt8]?
    var moment: Date?
    var day: CalendarDate?
    var uuid: UUID?
    var json: JSON<[String: Int]>?
    var kind: FormatKind?
    @ForeignKey(onDelete: .setNull) var formatID: Key<Format>?
}

@Model
struct Strict {
    var id: Key<Strict>
    var moment: Date
    var flag: Bool
}

/// What a file holds: the form that Django writes, so that a file of the one is a file of the other.
@Suite struct StorageFormatTests {
    @Test func declaredTypes() async throws {
        try await withDatabase(.memory, creating: [Format.self, Strict.self]) { db in
            let types = try await column(
                "SELECT name || ' ' || CASE type WHEN 'BLOB' THEN type ELSE lower(type) END FROM pragma_table_info('format')", on: db)
            #expect(
                types == [
                    "id integer", "whole integer", "real real", "price decimal", "flag bool", "short varchar(20)", "long text", "blob BLOB",
                    "moment datetime", "day date", "uuid char(32)", "json text", "kind text", "format_id bigint",
                ])
            let sql = try await column("SELECT sql FROM sqlite_master WHERE name = 'format'", on: db)
            #expect(sql.first?.contains("\"id\" integer NOT NULL PRIMARY KEY AUTOINCREMENT") == true)
            let required = try await column("SELECT name FROM pragma_table_info('strict') WHERE \"notnull\"", on: db)
            #expect(required == ["id", "moment", "flag"])
            #expect(try await column("SELECT count(*) FROM pragma_table_info('format') WHERE \"notnull\"", on: db) == ["1"])
        }
    }

    /// The storage class and the literal of a column of the only row.
    private func stored(_ name: String, _ row: Format) async throws -> String {
        var stored = ""
        try await withDatabase(.memory, creating: [Format.self]) { db in
            let written = try await row.insert(on: db)
            #expect(try await Format.find(written.id, on: db) == written)
            stored = try await column("SELECT typeof(\(name)) || ' ' || quote(\(name)) FROM format", on: db).joined()
        }
        return stored
    }

    @Test func numbers() async throws {
        #expect(try await stored("whole", Format(whole: .max)) == "integer 9223372036854775807")
        #expect(try await stored("whole", Format(whole: .min)) == "integer -9223372036854775808")
        #expect(try await stored("real", Format(real: 0.5)) == "real 0.5")
        #expect(try await stored("real", Format(real: 2)) == "real 2.0", "a whole real number stays a real number")
        #expect(try await stored("flag", Format(flag: true)) == "integer 1")
        #expect(try await stored("flag", Format(flag: false)) == "integer 0")
        #expect(try await stored("flag", Format()) == "null NULL")
    }

    /// Decimals are numbers, not text: 12.00 is the integer 12.
    @Test func decimals() async throws {
        for (text, expected) in [
            ("12.00", "integer 12"), ("12.50", "real 12.5"), ("0", "integer 0"), ("-0.01", "real -0.01"),
            ("99999999.99", "real 99999999.99"),
            ("-12345678", "integer -12345678"),
        ] {
            let price = try #require(Decimal(string: text))
            #expect(try await stored("price", Format(price: price)) == expected)
        }
    }

    /// A digit that would be lost is an error: Foundation's own sum of these is 12 without a word.
    @Test func decimalsThatLoseDigits() async throws {
        try await withDatabase(.memory, creating: [Format.self, Strict.self]) { db in
            _ = try await Format(price: 12).insert(on: db)
            let tiny = try #require(Decimal(string: "1e-38"))
            for sum in [Format.filter { $0.price + tiny == 12 }, Format.filter { $0.price - tiny == 12 }] {
                let error = try await refusal(of: DatabaseError.self) { _ = try await sum.count(on: db) }
                #expect(error.kind == .arithmetic)
            }
        }
    }

    @Test func moments() async throws {
        for (micros, expected) in [
            (0, "1970-01-01 00:00:00"), (1, "1970-01-01 00:00:00.000001"), (-1, "1969-12-31 23:59:59.999999"),
            (1_709_209_845_000_000, "2024-02-29 12:30:45"), (1_709_209_845_120_000, "2024-02-29 12:30:45.120000"),
            (-62_135_596_800_000_000, "0001-01-01 00:00:00"), (253_402_300_799_000_000, "9999-12-31 23:59:59"),
        ] as [(Int64, String)] {
            #expect(try await stored("moment", Format(moment: Date(microseconds: micros))) == "text '\(expected)'")
        }
        #expect(try await stored("day", Format(day: CalendarDate(year: 2024, month: 2, day: 3))) == "text '2024-02-03'")
    }

    @Test func textsAndBytes() async throws {
        #expect(try await stored("short", Format(short: "it's")) == "text 'it''s'")
        #expect(try await stored("short", Format(short: "12")) == "text '12'", "digits in a text stay text")
        #expect(try await stored("long", Format(long: "")) == "text ''")
        #expect(try await stored("blob", Format(blob: [0, 255])) == "blob X'00FF'")
        #expect(try await stored("blob", Format(blob: [])) == "blob X''")
        #expect(try await stored("kind", Format(kind: .home)) == "text 'home'")
        #expect(try await stored("json", Format(json: JSON(["b": 2, "a": 1]))) == #"text '{"a":1,"b":2}'"#)
        let uuid = try #require(UUID(uuidString: "0123ABCD-4567-89EF-0123-456789ABCDEF"))
        #expect(try await stored("uuid", Format(uuid: uuid)) == "text '0123abcd456789ef0123456789abcdef'")
    }

    /// A row as Django writes it.
    @Test func rowsThatOthersWrote() async throws {
        try await withDatabase(.memory, creating: [Format.self]) { db in
            try await execute(
                """
                INSERT INTO format (id, whole, real, price, flag, short, blob, moment, day, uuid, json, kind) VALUES (7, 1, 2, '12.50', 1, 'x', \
                x'01', '2024-02-29 12:30:45.000120', '2024-02-29', '0123abcd456789ef0123456789abcdef', '{"a": 1,  "b": 2}', 'work')
                """, on: db)
            let row = try await Format.find(Key(7), on: db)
            #expect(row.real == 2)
            #expect(row.price == Decimal(string: "12.5"))
            #expect(row.flag == true)
            #expect(row.moment == Date(microseconds: 1_709_209_845_000_120))
            #expect(row.day == CalendarDate(year: 2024, month: 2, day: 29))
            #expect(row.uuid == UUID(uuidString: "0123ABCD-4567-89EF-0123-456789ABCDEF"))
            #expect(row.json?.content == ["a": 1, "b": 2])
            #expect(row.kind == .work)
            // What is asked for by value is found.
            #expect(try await Format.filter { $0.price == 12.5 && $0.flag == true }.count(on: db) == 1)
            let moment = Date(microseconds: 1_709_209_845_000_120)
            #expect(try await Format.filter { $0.moment == moment }.count(on: db) == 1)
        }
    }

    /// What no program writes that keeps to the form is an error, not a guess.
    @Test(arguments: [
        ("moment", "'2024-02-30 00:00:00'"), ("moment", "'2024-02-29T12:30:45'"), ("moment", "'2024-02-29 12:30:45Z'"),
        ("moment", "1709209845"),
        ("moment", "'0000-01-01 00:00:00'"), ("moment", "''"), ("day", "'2023-02-29'"), ("day", "'29.02.2024'"), ("day", "20240229"),
        ("uuid", "'0123ABCD-4567-89EF-0123-456789ABCDEF'"), ("uuid", "x'0123abcd456789ef0123456789abcdef'"), ("flag", "2"),
        ("flag", "'true'"),
        ("flag", "0.5"), ("whole", "1.5"), ("whole", "'one'"), ("whole", "x'01'"), ("real", "'1,5'"), ("real", "9e999"),
        ("price", "'12,50'"),
        ("price", "x'01'"), ("price", "9e999"), ("long", "x'41'"), ("blob", "'A'"), ("blob", "1"), ("json", "'{'"), ("json", "'[1]'"),
        ("kind", "'play'"),
    ])
    func otherFormsAreErrors(_ name: String, _ literal: String) async throws {
        try await withDatabase(.memory, creating: [Format.self]) { db in
            try await execute("INSERT INTO format (id, \(name)) VALUES (1, \(literal))", on: db)
            let error = try await refusal(of: RowError.self) { _ = try await Format.query.all(on: db) }
            #expect(error.model == "Format")
            #expect(error.column == name)
        }
    }
}
