import Junction

/// Counts a use of a tag that may be new, in one statement.
func countTag(_ name: String, _ uses: Int, on db: Database) async throws -> Tag {
    try await Tag(name: name.lowercased(), uses: uses)  // misspelt: uses: -> use:; wrong: uses: uses -> uses: name
        .upsert(unique: { [$0.name] }, on: db) { row, old, new in  // misspelt: $0.name -> $0.nam
            row.uses = old.uses + new.uses  // misspelt: old.uses -> old.use; wrong: new.uses -> new.name
            row.name = new.name  // misspelt: row.name -> row.nam; wrong: new.name -> 7
        }
}
