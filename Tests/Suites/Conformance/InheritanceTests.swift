import Junction
import JunctionTesting
import Testing

// model_inheritance: an abstract model is a protocol; what it says once holds for every model that conforms to it.

@AbstractModel
protocol StaffInfo: Model where Fields: StaffInfoFields {
    var name: String { get set }
    var age: Int { get set }
}

extension StaffInfo {
    /// The order of every model that says nothing else.
    static var options: Options<Self> { Options(ordering: { [$0.name] }) }
}

extension Query where Root: StaffInfo {
    func older(than age: Int) -> Self { filter { $0.age > age } }
}

@Model(inheriting: StaffInfo.self)
struct StaffWorker: StaffInfo {
    var id: Key<StaffWorker>
    var name: String
    var age: Int
    var job: String
}

/// With an order of its own, and a name that is told more about.
@Model(inheriting: StaffInfo.self)
struct StaffStudent: StaffInfo {
    var id: Key<StaffStudent>
    @Column("full_name") @MaxLength(5) var name: String
    var age: Int = 18
    @ManyToMany var mentors: Many<StaffWorker>

    static let options = Options<Self>(ordering: { [$0.age] })
}

@AbstractModel
protocol StaffNamed: Model where Fields: StaffNamedFields {
    var name: String { get set }
}

extension Query where Root: StaffNamed {
    func named(_ name: String) -> Self { filter { $0.name == name } }
}

/// Two abstract models ask for the same column.
@Model(inheriting: StaffInfo.self, StaffNamed.self)
struct StaffGuest: StaffInfo, StaffNamed {
    var id: Key<StaffGuest>
    var name: String
    var age: Int
}

@AbstractModel
protocol StaffPaid: StaffInfo where Fields: StaffPaidFields {
    var wage: Int { get set }
}

@AbstractModel
protocol StaffTaught: StaffInfo where Fields: StaffTaughtFields {
    var grade: Int { get set }
}

extension StaffPaid {
    static var options: Options<Self> { Options(ordering: { [$0.wage] }) }
}

/// Two abstract models that build on the same third.
@Model(inheriting: StaffPaid.self, StaffTaught.self)
struct StaffTrainee: StaffPaid, StaffTaught {
    var id: Key<StaffTrainee>
    var name: String
    var age: Int
    var wage: Int
    var grade: Int
}

@Suite struct InheritanceTests {
    @Test("model_inheritance.test_abstract", arguments: TestDatabase.all)
    func columnsAndOrder(_ database: TestDatabase) async throws {
        try await database.run([StaffWorker.self, StaffStudent.self]) { db, _ in
            try await [StaffWorker(name: "Wil", age: 50, job: "cook"), StaffWorker(name: "Ann", age: 35, job: "pilot")].insert(on: db)
            try await [StaffStudent(name: "Pam", age: 19), StaffStudent(name: "Zoe", age: 17)].insert(on: db)
            #expect(try await StaffWorker.all(on: db).map(\.name) == ["Ann", "Wil"])
            #expect(try await StaffWorker.query.older(than: 40).all(on: db).map(\.job) == ["cook"])
            #expect(try await StaffStudent.all(on: db).map(\.name) == ["Zoe", "Pam"])
            #expect(try await StaffStudent.query.older(than: 18).all(on: db).map(\.name) == ["Pam"])
        }
    }

    @Test("model_inheritance.test_single_parent", arguments: TestDatabase.all)
    func redefinedColumns(_ database: TestDatabase) async throws {
        try await database.run([StaffWorker.self, StaffStudent.self]) { db, _ in
            #expect(StaffStudent.table.columns.map(\.name) == ["id", "full_name", "age"])
            let long = try await refusal(of: ValidationError.self) { _ = try await StaffStudent(name: "Barbara").insert(on: db) }
            #expect(long.failures.map(\.property) == ["name"])
            let worker = try await StaffWorker(name: "Barbara", age: 60, job: "cook").insert(on: db)
            let student = try await StaffStudent(name: "Pam").insert(on: db)
            #expect(student.age == 18)
            try await student.mentors.add(worker, on: db)
            #expect(try await StaffStudent.filter { $0.mentors.any { $0.name == "Barbara" } }.all(on: db).map(\.name) == ["Pam"])
        }
    }

    @Test("model_inheritance.test_multiple_inheritance_allows_inherited_field", arguments: TestDatabase.all)
    func theSameColumnTwice(_ database: TestDatabase) async throws {
        try await database.run([StaffGuest.self]) { db, _ in
            #expect(StaffGuest.table.columns.map(\.name) == ["id", "name", "age"])
            try await [StaffGuest(name: "Bob", age: 44), StaffGuest(name: "Ann", age: 70)].insert(on: db)
            #expect(try await StaffGuest.query.older(than: 50).named("Ann").count(on: db) == 1)
            #expect(try await StaffGuest.query.older(than: 50).named("Bob").count(on: db) == 0)
            #expect(try await StaffGuest.all(on: db).map(\.name) == ["Ann", "Bob"])
        }
    }

    /// What the two share is there once, and the nearer of two orders wins.
    @Test("model_inheritance.test_diamond_shaped_multiple_inheritance_is_depth_first", arguments: TestDatabase.all)
    func diamond(_ database: TestDatabase) async throws {
        try await database.run([StaffTrainee.self]) { db, _ in
            #expect(StaffTrainee.table.columns.map(\.name) == ["id", "name", "age", "wage", "grade"])
            try await [
                StaffTrainee(name: "Ann", age: 20, wage: 9, grade: 1), StaffTrainee(name: "Bob", age: 21, wage: 7, grade: 2),
            ].insert(on: db)
            #expect(try await StaffTrainee.all(on: db).map(\.name) == ["Bob", "Ann"])
            #expect(try await StaffTrainee.query.older(than: 20).all(on: db).map(\.grade) == [2])
        }
    }

    /// Each model that inherits the foreign key has another end of its own.
    @Test("model_inheritance.test_abstract_fk_related_name", arguments: TestDatabase.all)
    func inheritedForeignKeys(_ database: TestDatabase) async throws {
        try await database.run([BlogPost.self, BlogComment.self, BlogMention.self]) { db, _ in
            let post = try await BlogPost(title: "A").insert(on: db), other = try await BlogPost(title: "B").insert(on: db)
            try await post.comments.create(BlogComment(postID: post.id, content: "nice"), on: db)
            try await post.mentions.create(BlogMention(postID: post.id, content: "elsewhere"), on: db)
            try await other.mentions.create(BlogMention(postID: other.id, content: "here"), on: db)
            #expect(try await post.comments.all(on: db).map(\.content) == ["nice"])
            #expect(try await post.mentions.all(on: db).map(\.content) == ["elsewhere"])
            #expect(try await other.comments.isEmpty(on: db))
            #expect(try await BlogPost.filter { $0.comments.isEmpty && !$0.mentions.isEmpty }.all(on: db).map(\.title) == ["B"])
            #expect(try await BlogMention.query.attached(to: "B").all(on: db).map(\.content) == ["here"])
            #expect(try await BlogComment.query.attached(to: "B").exists(on: db) == false)
        }
    }

    @Test("model_inheritance.test_unique", arguments: TestDatabase.all)
    func inheritedUniqueness(_ database: TestDatabase) async throws {
        try await database.run([FamilyChild.self]) { db, _ in
            _ = try await FamilyChild(first: "Ann", last: "Ash", place: "Rome").insert(on: db)
            _ = try await FamilyChild(first: "Ann", last: "Oak", place: "Rome").insert(on: db)
            let error = try await refusal(of: DatabaseError.self) {
                _ = try await FamilyChild(first: "Ann", last: "Ash", place: "Bonn").insert(on: db)
            }
            #expect(error.kind == .unique && error.model == "FamilyChild" && error.columns == ["first", "last"])
            #expect(try await FamilyChild.count(on: db) == 2)
        }
    }
}

// MARK: Inherited foreign keys, and uniqueness from two steps up

@AbstractModel
protocol BlogAttachment: Model where Fields: BlogAttachmentFields {
    var postID: Key<BlogPost> { get set }
    var content: String { get set }
}

extension Query where Root: BlogAttachment {
    func attached(to title: String) -> Self { filter { $0.post.title == title } }
}

@Model
struct BlogPost {
    var id: Key<BlogPost>
    var title: String
    @HasMany(\BlogComment.postID) var comments: HasMany<BlogComment>
    @HasMany(\BlogMention.postID) var mentions: HasMany<BlogMention>

    static let options = Options<Self>(ordering: { [$0.title] })
}

@Model(inheriting: BlogAttachment.self)
struct BlogComment: BlogAttachment {
    var id: Key<BlogComment>
    @ForeignKey(onDelete: .cascade) var postID: Key<BlogPost>
    var content: String
}

@Model(inheriting: BlogAttachment.self)
struct BlogMention: BlogAttachment {
    var id: Key<BlogMention>
    @ForeignKey(onDelete: .cascade) var postID: Key<BlogPost>
    var content: String
}

@AbstractModel
protocol FamilyGrandparent: Model where Fields: FamilyGrandparentFields {
    var first: String { get set }
    var last: String { get set }
}

extension FamilyGrandparent {
    static var options: Options<Self> { Options(unique: { [[$0.first, $0.last]] }) }
}

@AbstractModel
protocol FamilyParent: FamilyGrandparent where Fields: FamilyParentFields {
    var place: String { get set }
}

@Model(inheriting: FamilyParent.self)
struct FamilyChild: FamilyParent {
    var id: Key<FamilyChild>
    var first: String
    var last: String
    var place: String
}
