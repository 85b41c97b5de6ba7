import Junction

/// What a search field offers: words of three tables, without those that nobody may use.
func allWords(_ prefix: String, on db: Database) async throws -> [(String, Int)] {
    let tags =
        Tag
        .filter { $0.name.hasPrefix(prefix) && $0.uses > 1 }  // misspelt: uses -> use; wrong: 1 -> "one"
        .values { ($0.name, $0.uses) }
    let departments =
        Category
        .filter { $0.name.hasPrefix(prefix) }  // misspelt: hasPrefix -> startsWith
        .values { ($0.name, $0.contacts.count) }  // misspelt: contacts -> contact
    let closed = Category.filter { !$0.isOpen }.values { ($0.name, $0.contacts.count) }
    return try await tags.union(departments).except(closed)  // misspelt: except -> minus
        .filter(values: { word, count in count > 2 || word == prefix })  // misspelt: word == -> wrd ==; wrong: 2 -> "two"
        .order(values: { word, count in [count.descending, word] })  // misspelt: descending -> descnding
        .limit(10)  // wrong: 10 -> "ten"
        .all(on: db)
}
