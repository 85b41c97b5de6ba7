import Foundation
import Junction
import JunctionTesting
import Testing

// Models with mistakes in their definitions.

@Model
struct ErrorStation {
    var id: Key<ErrorStation>
    var name: String
}

@Model
struct ErrorRide {
    var id: Key<ErrorRide>
    @ManyToMany var stations: Many<ErrorStation>.Through<ErrorHalt>
}

/// Two keys to the same model: which one is meant?
@Model
struct ErrorHalt {
    var id: Key<ErrorHalt>
    var rideID: Key<ErrorRide>
    var fromID: Key<ErrorStation>
    var toID: Key<ErrorStation>
}

@Model
struct ErrorTrain {
    var id: Key<ErrorTrain>
    @ManyToMany var stations: Many<ErrorStation>.Through<ErrorRide>
}

@Model
struct ErrorUser {
    var id: Key<ErrorUser>
    @HasOne(\ErrorProfile.userID) var profile: One<ErrorProfile>
}

@Model
struct ErrorProfile {
    var id: Key<ErrorProfile>
    var userID: Key<ErrorUser>
}

@Model
struct ErrorMuddle {
    var id: Key<ErrorMuddle>
    @MaxLength(5) var size: Int
    @Digits(5, 2) var title: String
    @Digits(20, 2) var price: Decimal
    @Check(1...5) var name: String
    @ForeignKey(onDelete: .setNull) var stationID: Key<ErrorStation>

    static let options = Options<Self>(unique: { [[$0.station.name]] })
}

@Model(table: "error_twin")
struct ErrorTwinA {
    var id: Key<ErrorTwinA>
}

@Model(table: "error_twin")
struct ErrorTwinB {
    var id: Key<ErrorTwinB>
}

/// A foreign key that belongs to another model than the one that says so.
@Model
struct ErrorStranger {
    var id: Key<ErrorStranger>
    @HasMany(\ErrorProfile.userID) var profiles: HasMany<ErrorProfile>
}

/// Mistakes in definitions are found before a statement is sent, all of them at once.
@Suite struct SchemaErrorTests {
    /// What is wrong with these models, all of it and nothing sent.
    private func found(_ database: TestDatabase, _ models: [any Model.Type]) async throws -> [String] {
        var mistakes: [String] = []
        try await database.run { db, recorder in
            let error = try await refusal(of: SchemaError.self) { try await db.create(models) }
            #expect(recorder.takeSQL().isEmpty)
            mistakes = error.mistakes
            let sentence = mistakes.count == 1 ? mistakes[0] : "\(mistakes.count) mistakes: " + mistakes.joined(separator: "; ")
            #expect(error.description == sentence)
        }
        return mistakes
    }

    @Test(arguments: TestDatabase.all)
    func ambiguousKeysNameTheCandidates(_ database: TestDatabase) async throws {
        let mistakes = try await found(database, [ErrorStation.self, ErrorRide.self, ErrorHalt.self])
        #expect(
            mistakes == [
                "ErrorRide.stations: ErrorHalt has several foreign keys to ErrorStation: fromID, toID; say which with @ManyToMany(to: \\.fromID)"
            ])
    }

    @Test(arguments: TestDatabase.all)
    func aJunctionModelWithoutTheKeys(_ database: TestDatabase) async throws {
        let mistakes = try await found(database, [ErrorStation.self, ErrorTrain.self])
        #expect(
            mistakes == [
                "ErrorTrain.stations: ErrorRide has no foreign key to ErrorTrain; add a property of the type Key<ErrorTrain>"
            ])
    }

    @Test(arguments: TestDatabase.all)
    func hasOneNeedsAUniqueKey(_ database: TestDatabase) async throws {
        let mistakes = try await found(database, [ErrorUser.self, ErrorProfile.self])
        #expect(mistakes == ["ErrorUser.profile: @HasOne needs a unique key; put @Unique before ErrorProfile.userID"])
    }

    @Test(arguments: TestDatabase.all)
    func hasManyOverAStrangersKey(_ database: TestDatabase) async throws {
        let mistakes = try await found(database, [ErrorStranger.self])
        #expect(mistakes == ["ErrorStranger.profiles: ErrorProfile.userID refers to ErrorUser, not to ErrorStranger"])
    }

    @Test(arguments: TestDatabase.all)
    func everyMistakeAtOnce(_ database: TestDatabase) async throws {
        let mistakes = try await found(
            database, [ErrorStation.self, ErrorMuddle.self, ErrorUser.self, ErrorProfile.self, ErrorTwinA.self, ErrorTwinB.self])
        #expect(
            mistakes == [
                "ErrorMuddle.name: @Check with a range is for numbers, this is text",
                "ErrorMuddle.price: more than 15 digits cannot be kept on every database",
                "ErrorMuddle.size: @MaxLength is for text, this is an integer",
                "ErrorMuddle.stationID: 'onDelete: .setNull' needs an optional key; make it 'Key<…>?', or choose another rule",
                "ErrorMuddle.title: @Digits is for a Decimal, this is text",
                "ErrorMuddle: 'unique' and 'indexes' take columns of the model itself",
                "ErrorUser.profile: @HasOne needs a unique key; put @Unique before ErrorProfile.userID",
                "the table 'error_twin' belongs to several models: ErrorTwinA, ErrorTwinB",
            ])
    }

    @Test(arguments: TestDatabase.all)
    func aModelThatIsNotInTheList(_ database: TestDatabase) async throws {
        try await database.run { db, _ in
            let error = try await refusal(of: SchemaError.self) { try await db.create([ErrorProfile.self]) }
            #expect(
                error.mistakes == ["ErrorProfile.userID refers to ErrorUser, which is neither in the list nor in the database"])
            #expect(error.description == error.mistakes[0])
        }
    }

    /// A relation that is wrong says so when it is used, too.
    @Test(arguments: TestDatabase.all)
    func aWrongRelationIsRefusedWhenItIsUsed(_ database: TestDatabase) async throws {
        try await database.run([ErrorStation.self]) { db, _ in
            let ride = ErrorRide(id: Key(1)), station = try await ErrorStation(name: "Mitte").insert(on: db)
            try await refusal(of: SchemaError.self) { try await ride.stations.add(station, on: db) }
            try await refusal(of: SchemaError.self) { _ = try await ErrorRide.filter { $0.stations.contains(station) }.all(on: db) }
        }
    }

    /// What the database has is compared with what the models say.
    @Test(arguments: TestDatabase.all)
    func verifyNamesEveryDifference(_ database: TestDatabase) async throws {
        try await database.run([ErrorStation.self]) { db, _ in
            try await db.verify([ErrorStation.self])
            let error = try await refusal(of: SchemaError.self) { try await db.verify([ErrorStationPlus.self, ErrorPlatform.self]) }
            #expect(error.mistakes.count == 3)
            #expect(error.mistakes.contains("ErrorPlatform: there is no table 'error_platform'"))
            #expect(error.mistakes.contains("ErrorStationPlus.city: the table 'error_station' has no column 'city'"))
            let mistyped = error.mistakes.filter { $0.hasPrefix("ErrorStationPlus.name: the column 'name' has the type '") }
            #expect(mistyped.count == 1)
            #expect(mistyped.allSatisfy { $0.hasSuffix("', an integer is expected") })
            #expect(error.description.hasPrefix("3 mistakes: "))
        }
    }

    @Test(arguments: TestDatabase.all)
    func verifyMindsAbsentValues(_ database: TestDatabase) async throws {
        try await database.run([ErrorPlatformOptional.self]) { db, _ in
            let error = try await refusal(of: SchemaError.self) { try await db.verify([ErrorPlatform.self]) }
            #expect(error.mistakes == ["ErrorPlatform.length: the column 'length' may be NULL, the property is not optional"])
        }
    }
}

/// The table of another model, with a column more and one of another type.
@Model(table: "error_station")
struct ErrorStationPlus {
    var id: Key<ErrorStationPlus>
    var name: Int
    var city: String
}

@Model
struct ErrorPlatform {
    var id: Key<ErrorPlatform>
    var length: Int
}

@Model(table: "error_platform")
struct ErrorPlatformOptional {
    var id: Key<ErrorPlatformOptional>
    var length: Int?
}
