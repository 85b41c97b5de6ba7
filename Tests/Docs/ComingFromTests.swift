import Testing

/// What the guides for those who come from elsewhere show, and what they say of it.
@Suite struct ComingFromTests {
    @Test func djangoNotesInSwift() async throws {
        let found = try await comingFromDjango()
        #expect(
            found == [
                "existing 2, added 0",
                "DatabaseConfig.modules: there is no DatabaseModule with the key 99; insert it first. Nothing was written.",
                "written: false",
                // Deleted links: among, others, counts, deleted ones; the same row came back.
                "0 1 [1] 1 true",
                "2 links; added 1, kept 1, removed 1; 1 by me",
                // `!` leaves out what is absent, `isDistinct` does not.
                "[1, 2, 2]",
            ])
    }

    @Test func aFileOfDjangoIsUsedAsItIs() async throws {
        let found = try await djangoFile()
        #expect(found == ["linked 1, links after the deletion 0"])
    }

    @Test func planetsOfFluent() async throws {
        let found = try await comingFromFluent()
        #expect(
            found == [
                "added 2, attached true, pivots 3, tags 2",
                "Earth of Sun: oceanic (blue), rocky (-)",
                "2 statements",
                #"Earth: ["oceanic", "rocky"]"#,
                "[1, 1, 1, 0]",
                "[0] [1] 1",
                "1 0 1 true",
            ])
    }

    @Test func booksOfGRDB() async throws {
        let found = try await comingFromGRDB()
        #expect(
            found == [
                "Lem 1 [1000, 1961]",
                "Lem: Eden, Solaris",
                #"3 2 2 1 [[2, 1961]] ["Solaris"]"#,
                // Seven questions, of which two bring a to-many relation.
                "9 statements",
                "(1, 3) Eden 1",
                "[1959] 1",
            ])
    }

    @Test func aFileOfGRDBIsUsedOnceItsDatesAreConverted() async throws {
        let found = try await grdbFile()
        #expect(
            found == [
                "BookLoan.lentAt: expected a date and time, found text",
                "Lem 1772359200.25, Lem 1772445600.0",
            ])
    }
}
