import Foundation
import Junction
import Testing

// One table whose column each model takes for something else.

@Model(table: "value_cell") struct ValueIntCell {
    var id: Key<ValueIntCell>
    var content: Int
}
@Model(table: "value_cell") struct ValueTinyCell {
    var id: Key<ValueTinyCell>
    var content: Int8
}
@Model(table: "value_cell") struct ValueUnsignedCell {
    var id: Key<ValueUnsignedCell>
    var content: UInt
}
@Model(table: "value_cell") struct ValueBoolCell {
    var id: Key<ValueBoolCell>
    var content: Bool
}
@Model(table: "value_cell") struct ValueRealCell {
    var id: Key<ValueRealCell>
    var content: Double
}
@Model(table: "value_cell") struct ValueTextCell {
    var id: Key<ValueTextCell>
    var content: String
}
@Model(table: "value_cell") struct ValueBytesCell {
    var id: Key<ValueBytesCell>
    var content: [UInt8]
}
@Model(table: "value_cell") struct ValueDateCell {
    var id: Key<ValueDateCell>
    var content: Date
}
@Model(table: "value_cell") struct ValueDayCell {
    var id: Key<ValueDayCell>
    var content: CalendarDate
}
@Model(table: "value_cell") struct ValueUUIDCell {
    var id: Key<ValueUUIDCell>
    var content: UUID
}
@Model(table: "value_cell") struct ValueLevelCell {
    var id: Key<ValueLevelCell>
    var content: ValueLevel
}
@Model(table: "value_cell") struct ValueColourCell {
    var id: Key<ValueColourCell>
    var content: ValueColour
}

/// Nothing is converted in silence: a column is read as what it holds, or not at all.
@Suite struct StrictnessTests {
    /// Whether every row of the table can be read as the model; anything but a `RowError` is a failure.
    private func reads<M: Model>(_ model: M.Type, _ db: Database) async throws -> Bool {
        do { _ = try await M.query.all(on: db) } catch is RowError { return false }
        return true
    }

    @Test(arguments: TestDatabase.all)
    func integers(_ database: TestDatabase) async throws {
        for (content, fitsTiny, fitsUnsigned, isLevel) in [
            (0, true, true, true), (1, true, true, false), (-1, true, false, true), (127, true, true, false), (128, false, true, false),
            (-128, true, false, false), (-129, false, false, false), (Int.max, false, true, false), (Int.min, false, false, false),
        ] {
            try await database.run([ValueIntCell.self]) { db, _ in
                _ = try await ValueIntCell(content: content).insert(on: db)
                #expect(try await reads(ValueTinyCell.self, db) == fitsTiny, "\(content) as Int8")
                #expect(try await reads(ValueUnsignedCell.self, db) == fitsUnsigned, "\(content) as UInt")
                #expect(try await reads(ValueLevelCell.self, db) == isLevel, "\(content) as ValueLevel")
                #expect(try await !reads(ValueTextCell.self, db), "\(content) as text")
                #expect(try await !reads(ValueBytesCell.self, db), "\(content) as bytes")
                #expect(try await !reads(ValueDateCell.self, db), "\(content) as a date")
                #expect(try await !reads(ValueDayCell.self, db), "\(content) as a day")
                #expect(try await !reads(ValueUUIDCell.self, db), "\(content) as a UUID")
            }
        }
    }

    /// A Boolean is true or false and nothing else.
    @Test(arguments: TestDatabase.all)
    func booleans(_ database: TestDatabase) async throws {
        for content in [2, -1, 255, Int.max] {
            try await database.run([ValueIntCell.self]) { db, _ in
                _ = try await ValueIntCell(content: content).insert(on: db)
                #expect(try await !reads(ValueBoolCell.self, db), "\(content)")
            }
        }
    }

    /// A real number never becomes an integer, not even a whole one.
    @Test(arguments: TestDatabase.all)
    func realNumbers(_ database: TestDatabase) async throws {
        for content in [0.0, 1.0, 1.5, -2.0, 1e15, 1e300] {
            try await database.run([ValueRealCell.self]) { db, _ in
                _ = try await ValueRealCell(content: content).insert(on: db)
                #expect(try await reads(ValueRealCell.self, db))
                #expect(try await !reads(ValueIntCell.self, db), "\(content) as an integer")
                #expect(try await !reads(ValueBoolCell.self, db), "\(content) as a Boolean")
                #expect(try await !reads(ValueTextCell.self, db), "\(content) as text")
                #expect(try await !reads(ValueDateCell.self, db), "\(content) as a date")
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func texts(_ database: TestDatabase) async throws {
        for content in ["", "1", "1.5", "true", "word", "#12", "#xyz"] {
            try await database.run([ValueTextCell.self]) { db, _ in
                _ = try await ValueTextCell(content: content).insert(on: db)
                #expect(try await !reads(ValueIntCell.self, db), "\(content) as an integer")
                #expect(try await !reads(ValueBoolCell.self, db), "\(content) as a Boolean")
                #expect(try await !reads(ValueRealCell.self, db), "\(content) as a real number")
                #expect(try await !reads(ValueBytesCell.self, db), "\(content) as bytes")
                #expect(try await !reads(ValueDateCell.self, db), "\(content) as a date")
                #expect(try await !reads(ValueUUIDCell.self, db), "\(content) as a UUID")
                #expect(try await reads(ValueColourCell.self, db) == (content == "#12"), "\(content) as a colour")
            }
        }
    }

    @Test(arguments: TestDatabase.all)
    func bytesAreNoText(_ database: TestDatabase) async throws {
        try await database.run([ValueBytesCell.self]) { db, _ in
            _ = try await ValueBytesCell(content: Array("text".utf8)).insert(on: db)
            #expect(try await !reads(ValueTextCell.self, db))
            #expect(try await !reads(ValueIntCell.self, db))
            #expect(try await !reads(ValueDateCell.self, db))
        }
    }
}
