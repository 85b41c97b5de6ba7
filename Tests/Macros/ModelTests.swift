import Testing

@Suite("@Model writes") struct ModelTests {
    @Test("everything that a small model needs")
    func smallModel() {
        expectExpansion(
            of: """
                @Model
                struct Category {
                    var id: Key<Category>
                    var name: String
                }
                """,
            into: """
                struct Category {
                    var id: Key<Category>
                    var name: String

                    typealias RawKey = Int64

                    typealias Reference = Fields

                    init(id: Key<Category> = .unassigned, name: String) {
                        self.id = id
                        self.name = name
                    }

                    init(name: String) {
                        self.id = .unassigned
                        self.name = name
                    }

                    init(row: borrowing Junction.Row, at offset: Int32) throws {
                        let value0: Key<Category> = try row.value(at: offset)
                        let value1: String = try row.value(at: offset + 1)
                        self.id = value0
                        self.name = value1
                    }

                    func _appendValues(to values: inout [Junction.Value]) {
                        values.append(self.id.columnValue)
                        values.append(self.name.columnValue)
                    }

                    static func _relation(of property: PartialKeyPath<Category>) -> Junction.Relation? { nil }

                    static let table = Junction.Table(
                        Self.self, "category", words: "Category",
                        [
                            Junction.ColumnProperty("id", "id", Key<Category>.self, role: .primaryKey),
                            Junction.ColumnProperty("name", "name", String.self)
                        ], relations: { [] })

                    struct Fields: Junction.ModelFields {
                        typealias Root = Category
                        let _path: Junction.Path
                        init(_path path: Junction.Path) { _path = path }
                        var id: Junction.Expr<Key<Category>> { _path._column("id") }
                        var name: Junction.Expr<String> { _path._column("name") }
                    }
                }

                extension Category: nonisolated Model {}
                """)
    }

    @Test("public members for a public model, and its own table name and key")
    func publicModel() {
        let shop = Expansion(
            """
            @Model(table: "shops", key: UUID.self)
            public struct Shop {
                public var id: Key<Shop>
                public var name: String
            }
            """)
        for declaration in [
            "public typealias RawKey = UUID", "public init(id: Key<Shop> = .unassigned, name: String)", "public init(name: String)",
            "public init(row: borrowing Junction.Row, at offset: Int32) throws", "public func _appendValues",
            "public static func _relation",
            #"public static let table = Junction.Table(Self.self, "shops", words: "Shop","#, "public struct Fields: Junction.ModelFields {",
            "public typealias Root = Shop", "public let _path: Junction.Path", "public var name: Junction.Expr<String>",
        ] { #expect(shop.writes(declaration)) }
        #expect(shop.reports.isEmpty)
    }

    @Test("the fields of abstract models among the protocols of Fields")
    func inheritingModel() {
        let boat = Expansion(
            """
            @Model(inheriting: Owned.self, Named.self)
            struct HouseBoat: Owned, Named {
                var id: Key<HouseBoat>
            }
            """)
        #expect(boat.writes("struct Fields: Junction.ModelFields, OwnedFields, NamedFields {"))
        #expect(boat.writes(#"Junction.Table(Self.self, "house_boat", words: "House boat","#))
    }

    @Test("no initialiser that is written by hand")
    func ownInitialiser() {
        let tag = Expansion(
            """
            @Model
            struct Tag {
                var id: Key<Tag>
                var name: String

                init(name: String) {
                    self.init(id: .unassigned, name: name.lowercased())
                }
            }
            """)
        #expect(tag.writes("init(id: Key<Tag> = .unassigned, name: String) {"))
        #expect(tag.text.ranges(of: "init(name: String)").count == 1)
    }
}
