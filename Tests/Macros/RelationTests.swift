import Testing

@Suite("Relation attributes write") struct RelationTests {
    @Test("a handle bound to the owner's key, and the relation's description beside it")
    func manyToMany() {
        expectExpansion(
            of: """
                struct Contact {
                    var id: Key<Contact>
                    @ManyToMany var tags: Many<Tag>
                }
                """,
            into: """
                struct Contact {
                    var id: Key<Contact>
                    var tags: Many<Tag> {
                        get {
                            .init(_owner: id.columnValue, Self._tags)
                        }
                    }

                    static let _tags = Many<Tag>._relation(of: Self.self, .init("tags", "tags"))
                }
                """)
    }

    @Test("the two ends of a relation through a model")
    func inverse() {
        expectExpansion(
            of: #"""
                struct Category {
                    @Inverse(\Contact.departments) var contacts: Many<Contact>.Through<ContactDepartment>
                }
                """#,
            into: #"""
                struct Category {
                    var contacts: Many<Contact>.Through<ContactDepartment> {
                        get {
                            .init(_owner: id.columnValue, Self._contacts)
                        }
                    }

                    static let _contacts = Many<Contact>.Through<ContactDepartment>._inverse("contacts", of: Self.self) {
                        Contact._relation(of: \Contact.departments)
                    }
                }
                """#)
    }

    @Test(
        "the description of each kind",
        arguments: [
            (
                #"@ManyToMany(table: "shop_tag", from: "shop_id", to: "tag_id") public var topTags: Many<Tag>"#,
                #"""
                public static let _topTags = Many<Tag>._relation(of: Self.self, .init("topTags", "top_tags",
                    table: "shop_tag", from: "shop_id", to: "tag_id"))
                """#
            ),
            (
                "@ManyToMany var departments: Many<Category>.Through<ContactDepartment>",
                #"""
                static let _departments = Many<Category>.Through<ContactDepartment>._relation(of: Self.self,
                    .init("departments", "departments"))
                """#
            ),
            (
                #"@ManyToMany(from: \.parentID, to: \.childID, orderedBy: \.rank) var children: Many<Owner>.Through<Parenthood>"#,
                #"""
                static let _children = Many<Owner>.Through<Parenthood>._relation(of: Self.self,
                    .init("children", "children", from: "parentID", to: "childID", orderedBy: "rank"))
                """#
            ),
            (
                "@ManyToMany(symmetrical: true) var friends: Many<Owner>",
                #"static let _friends = Many<Owner>._relation(of: Self.self, .init("friends", "friends", symmetrical: true))"#
            ),
            (
                #"@HasMany(\Phone.contactID) var phones: HasMany<Phone>"#,
                #"static let _phones = HasMany<Phone>._relation("phones", of: Self.self, key: "contactID")"#
            ),
            (
                #"@HasOne(\Contact.userID) var contact: One<Contact>"#,
                #"static let _contact = One<Contact>._relation("contact", of: Self.self, key: "userID")"#
            ),
        ])
    func description(property: String, relation: String) {
        let expansion = Expansion("struct Owner {\n    \(property)\n}")
        #expect(expansion.reports.isEmpty)
        #expect(expansion.writes(relation), "\(expansion.text)")
    }
}
