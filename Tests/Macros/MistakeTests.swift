import Testing

@Suite("A mistake in a declaration is one message, which says what to write instead") struct MistakeTests {
    @Test(
        "is reported where it stands",
        arguments: MistakeInDeclaration.declarations + MistakeInDeclaration.properties + MistakeInDeclaration.relations)
    func message(_ mistake: MistakeInDeclaration) {
        #expect(Expansion(mistake.source).reports == [mistake.report])
    }

    @Test("Several mistakes are reported together, and nothing is written")
    func several() {
        let expansion = Expansion(
            """
            @Model
            struct Contact {
                var name: String
                let title: String
                var tags: Many<Tag>
            }
            """)
        #expect(expansion.reports.map(\.line) == [4, 5, 2])
        #expect(!expansion.writes("struct Fields"))
    }

    @Test("Properties that are no columns are left alone")
    func noColumns() {
        let expansion = Expansion(
            """
            @Model
            struct Contact {
                static let limit = 5
                var id: Key<Contact>
                var name: String { didSet { print(name) } }
                var shout: String { name.uppercased() }
                static var all: [Contact] { [] }
            }
            """)
        #expect(expansion.reports.isEmpty)
        #expect(expansion.writes(#"Junction.ColumnProperty("name", "name", String.self) ]"#))
    }
}
