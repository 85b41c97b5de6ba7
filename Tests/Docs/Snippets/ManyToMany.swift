import Foundation
import Junction
import JunctionSQLite

// The snippets of docs/many-to-many.md: a school.

enum School {
    // snippet: many-models
    @Model
    struct Student {
        var id: Key<Student>
        @MaxLength(100) var name: String
        @ManyToMany var clubs: Many<Club>                                   // plain: Junction makes the table
        @ManyToMany var courses: Many<Course>.Through<Enrolment>            // through a model of your own
    }

    @Model
    struct Club {
        var id: Key<Club>
        @Unique var name: String
        @Inverse(\Student.clubs) var members: Many<Student>                 // the other end of the same relation
    }

    @Model
    struct Course {
        var id: Key<Course>
        @Unique var title: String
        @Inverse(\Student.courses) var students: Many<Student>.Through<Enrolment>
    }

    @Model
    struct Enrolment {
        var id: Key<Enrolment>
        @ForeignKey(onDelete: .cascade) var studentID: Key<Student>
        @ForeignKey(onDelete: .cascade) var courseID: Key<Course>
        var grade: Int?
        var seats: Int = 1                                                  // what a new link begins with
        @CreatedAt var created: Date
    }
    // end snippet

    static func change(_ db: Database, _ ann: Student, _ bob: Student, _ chess: Club, _ choir: Club, _ go: Club) async throws {
        // snippet: many-change
        try await ann.clubs.add(chess, choir, on: db)
        try await ann.clubs.remove(choir, on: db)
        let changes = try await ann.clubs.set([chess, go], on: db)          // ends with exactly these
        print(changes.added, changes.existing, changes.removed)             // [3] [1] []
        let drama = try await ann.clubs.create(Club(name: "drama"), on: db) // inserts and links, or neither
        let (film, isNew) = try await ann.clubs.getOrCreate(where: { $0.name == "film" }, on: db) { Club(name: "film") }
        try await chess.members.add(keys: [ann.id], on: db)                 // from the other end, by key
        try await ann.clubs.clear(on: db)

        try await Student.add(\.clubs, [ann.id: [chess.id], bob.id: [chess.id, go.id]], on: db)    // many owners, statements as for one
        let each = try await Student.set(\.clubs, to: [ann.id: [go.id], bob.id: []], on: db)       // who is not named is left alone
        print(each[bob.id]?.removed.count ?? 0)                                                    // 2
        // end snippet
        _ = (drama, film, isNew)
    }

    static func columns(_ db: Database, _ ann: Student, _ logic: Course, _ sets: Course) async throws -> [Enrolment] {
        // snippet: many-columns
        try await ann.courses.add(logic, sets, on: db) { $0.seats = 2 }                         // of new links
        try await ann.courses.links.filter { $0.courseID == logic.id }.update(on: db) { new, _ in new.grade = 1 }
        try await ann.courses.remove(keys: [logic.id, sets.id], where: { $0.grade == nil }, on: db)
        let links = try await ann.courses.links.order { $0.created }.all(on: db)                // [Enrolment]
        // end snippet
        return links
    }

    static func reading(_ db: Database, _ ann: Student, _ logic: Course) async throws -> [String] {
        // snippet: many-reading
        let courses = try await ann.courses.order { $0.title }.all(on: db)
        let isIn = try await ann.courses.contains(logic, on: db)
        let count = try await ann.courses.filter { $0.title.hasPrefix("L") }.count(on: db)

        let rows = try await Student
            .with { $0.clubs.order { $0.name } }                            // [Club]
            .with { $0.courses.withLink }                                   // [(Course, Enrolment)]
            .all(on: db)                                                    // three statements, however many students
        let held = try await rows.map(\.0).with({ $0.clubs }, on: db)       // for rows that are held already
        // end snippet
        return courses.map(\.title) + ["\(isIn)", "\(count)"]
            + rows.map { "\($0.name): \($1.map(\.name)) \($2.map { "\($0.title) \($1.seats)" }.sorted())" }.sorted() + ["\(held.count)"]
    }

    static func questions(_ db: Database, _ logic: Course, _ sets: Course) async throws -> [[String]] {
        // snippet: many-questions
        let some = Student.filter { $0.courses.contains(anyOf: [logic, sets]) }     // each student once
        let both = Student.filter { $0.courses.contains(allOf: [logic, sets]) }
        let only = Student.filter { $0.courses.contains(exactly: [logic]) }
        let best = Student.filter { $0.courses.any(linked: { course, link in course.title == "Logic" && link.grade == 1 }) }
        let idle = Student.filter { $0.courses.isEmpty && $0.clubs.count < 2 }
        let load = Student.query.values { ($0.name, $0.courses.sum(linked: { _, link in link.seats })) }
        // end snippet
        var names: [[String]] = []
        for query in [some, both, only, best, idle] { names.append(try await query.order { $0.name }.all(on: db).map(\.name)) }
        return names + [try await load.all(on: db).map { "\($0) \($1 ?? 0)" }]
    }
}

/// Runs all of them.
func allOfManyToMany() async throws -> [String] {
    typealias M = School
    let notes = try await GuideNotes([M.Student.self, M.Club.self, M.Course.self, M.Enrolment.self]), db = notes.db
    let ann = try await M.Student(name: "Ann").insert(on: db), bob = try await M.Student(name: "Bob").insert(on: db)
    let chess = try await M.Club(name: "chess").insert(on: db), choir = try await M.Club(name: "choir").insert(on: db)
    let go = try await M.Club(name: "go").insert(on: db)
    let logic = try await M.Course(title: "Logic").insert(on: db), sets = try await M.Course(title: "Sets").insert(on: db)
    try await M.change(db, ann, bob, chess, choir, go)
    notes.say("clubs", try await M.Club.order { $0.id }.all(on: db).map(\.name))
    try await ann.clubs.clear(on: db)

    // The table of what each call costs.
    func count(_ what: String, _ result: Any) { notes.note(what, result) }
    notes.begin()
    count("add", try await ann.clubs.add(chess, choir, on: db).added.count)
    count("add, one linked already", try await ann.clubs.add(chess, go, on: db).added.count)
    count("remove", try await ann.clubs.remove(chess, choir, on: db).removed.count)
    count("clear", try await ann.clubs.clear(on: db).removed.count)
    count("set, adding", try await ann.clubs.set([chess, choir], on: db).added.count)
    count("set, both ways", try await ann.clubs.set([go], on: db).removed.count)
    count("set, the same", try await ann.clubs.set([go], on: db).isEmpty)
    count("create", try await ann.clubs.create(M.Club(name: "tennis"), on: db).name)
    func getOrCreate(_ name: String) async throws -> Bool {
        let found = try await ann.clubs.getOrCreate(where: { $0.name == name }, on: db) { M.Club(name: name) }
        return found.isNew
    }
    count("getOrCreate, not linked", try await getOrCreate("chess"))
    count("getOrCreate, linked", try await getOrCreate("chess"))
    count("getOrCreate, new", try await getOrCreate("golf"))
    func updateOrCreate(_ name: String) async throws -> Bool {
        let found = try await ann.clubs.updateOrCreate(where: { $0.name == name }, on: db) { new, _ in
            new.name = name
        } create: {
            M.Club(name: name)
        }
        return found.isNew
    }
    count("updateOrCreate, linked", try await updateOrCreate("chess"))
    count("updateOrCreate, new", try await updateOrCreate("judo"))
    count("refused", await refusal { try await ann.clubs.add(keys: [chess.id, Key(99)], on: db) })
    try await M.Student.set(\.clubs, to: [ann.id: [], bob.id: []], on: db)
    notes.begin()

    count("columns", try await M.columns(db, ann, logic, sets).map { "\($0.courseID) \($0.grade ?? 0) \($0.seats)" })
    count("add to many", try await M.Student.add(\.clubs, [ann.id: [chess.id, go.id], bob.id: [chess.id]], on: db).count)
    count("set of many", try await M.Student.set(\.clubs, to: [ann.id: [go.id], bob.id: [choir.id]], on: db).count)
    count("remove from many", try await M.Student.remove(\.clubs, [ann.id: [choir.id], bob.id: [choir.id]], on: db).count)
    try await bob.courses.add(logic, sets, on: db)
    notes.begin()
    count("reading", try await M.reading(db, ann, logic))
    count("questions", try await M.questions(db, logic, sets))
    await db.close()
    return notes.lines
}
