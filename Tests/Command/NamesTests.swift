import Junction
import Testing

@testable import JunctionCommand

@Suite("Names of a database in Swift") struct NamesTests {
    @Test(
        "A column's name",
        arguments: [
            ("contact_id", "contactID"), ("contactId", "contactID"), ("name", "name"), ("Weird name!", "weirdName"), ("2fa", "column2fa"),
            ("address_2", "address2"), ("", "column"), ("größe", "größe"), ("website_url", "websiteURL"), ("ID", "id"),
        ])
    func properties(_ column: String, _ property: String) { #expect(Words(of: column).property == property) }

    @Test(
        "What @Model makes of a property",
        arguments: [("contactID", "contact_id"), ("websiteURL", "website_url"), ("address2", "address2")])
    func columns(_ property: String, _ column: String) { #expect(Words.snakeCase(property) == column) }

    @Test(
        "One and many",
        arguments: [
            ("category", "categories"), ("address", "addresses"), ("box", "boxes"), ("day", "days"), ("status", "statuses"),
            ("person", "people"), ("news", "news"), ("contact", "contacts"), ("branch", "branches"), ("database", "databases"),
        ])
    func numbers(_ one: String, _ many: String) {
        #expect(Words([one]).plural.all == [many])
        #expect(Words([many]).singular.all == [one])
        #expect(Words([one]).singular.all == [one])
    }

    private func names(_ tables: String..., referring: [String: String] = [:], columns: [String] = ["id"]) -> [String] {
        let catalogue = Catalogue(
            database: "SQLite",
            tables: tables.map { name in
                TableCatalogue(
                    name: name, columns: columns.map { CatalogueColumn(name: $0, type: "integer", content: .integer) },
                    foreignKeys: referring[name].map { [.init(columns: ["id"], table: $0, references: ["id"])] } ?? [])
            })
        let names = TableNames(catalogue)
        return tables.map { names.words(of: $0).singular.type }
    }

    @Test("A prefix that all tables share is left out") func prefix() {
        #expect(names("shop_order", "shop_order_item", "shop_user") == ["Order", "OrderItem", "User"])
        #expect(names("order", "order_item") == ["Order", "OrderItem"])
        #expect(names("orders", "users") == ["Order", "User"])
        #expect(names("app_a", "app_b", "other") == ["AppA", "AppB", "Other"])
        #expect(names("app_a", "app_b", "schema_migrations") == ["A", "B", "SchemaMigration"])
    }

    @Test("Django's tables are those of its applications") func django() {
        #expect(
            names("blog_post", "blog_tag", "shop_user", "shop_basket", "auth_user", "django_migrations")
                == ["Post", "Tag", "User", "Basket", "AuthUser", "DjangoMigration"])
    }

    @Test("Words that stand together are taken apart where the database shows it") func together() {
        #expect(names("contact", "contactdepartment", referring: ["contactdepartment": "contact"]) == ["Contact", "ContactDepartment"])
        #expect(names("port", "portfolio") == ["Port", "Portfolio"])
        #expect(
            names("databaseconfig", "databasemodule", columns: ["id", "database_name"]) == ["DatabaseConfig", "DatabaseModule"])
    }
}

@Suite("Conditions of a CHECK") struct ConditionTests {
    private static func read(_ sql: String, whole: Bool = true) -> Condition { Condition(sql) { _ in whole } }

    @Test(
        "Ranges",
        arguments: [
            "stars >= 1 AND stars <= 5", "\"stars\" BETWEEN 1 AND 5", "((stars >= 1) AND (stars <= 5))", "stars > 0 AND stars < 6",
            "1 <= stars AND 5 >= stars", "(stars >= 1 and stars <= 5)", "((stars >= (1)::numeric) AND (stars <= (5)::numeric))",
        ])
    func ranges(_ sql: String) { #expect(Self.read(sql) == .range(column: "stars", lower: "1", upper: "5")) }

    @Test("Ranges with one end, or below zero") func ends() {
        #expect(Self.read("(n >= 0)") == .range(column: "n", lower: "0", upper: nil))
        #expect(Self.read("n >= -3 AND n <= 4") == .range(column: "n", lower: "-3", upper: "4"))
        #expect(Self.read("n >= 0.5", whole: false) == .range(column: "n", lower: "0.5", upper: nil))
        #expect(Self.read("n >= (0.5)::double precision", whole: false) == .range(column: "n", lower: "0.5", upper: nil))
    }

    @Test("JSON and truth") func others() {
        #expect(Self.read("(JSON_VALID(\"settings\") OR \"settings\" IS NULL)") == .json(column: "settings"))
        #expect(Self.read("json_valid(settings)") == .json(column: "settings"))
        #expect(Self.read("is_open IN (0, 1)") == .truth(column: "is_open"))
    }

    @Test(
        "Anything else stays SQL",
        arguments: [
            "n <= 5", "n > 0.5", "n >= 1 OR n = 0", "abs(n) >= 1", "NOT (n >= 1)", "n >= 1 AND m <= 5", "length(name) > 3", "n >= m",
            "n >= 1 AND n <= 5 AND n <> 3", "name <> ''", "n IN (0, 1, 2)", "-n >= 1", "n + 1 >= 1", "n >= 1e9", "",
            "json_valid(a) OR b IS NULL", "n BETWEEN 1 AND m",
        ])
    func sql(_ sql: String) { #expect(Self.read(sql, whole: false) == .other) }
}
