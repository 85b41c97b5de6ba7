import Junction
import JunctionTesting
import Testing

// Modules of a few scenarios each: m2m_and_m2o, m2m_intermediary, m2m_multiple, delete.

/// A foreign key and a many-to-many relation to the same model.
@Model
struct IssueUser {
    var id: Key<IssueUser>
    @Unique var username: String
    @HasMany(\TrackedIssue.clientID) var reported: HasMany<TrackedIssue>
    @Inverse(\TrackedIssue.followers) var followed: Many<TrackedIssue>
}

@Model
struct TrackedIssue {
    var id: Key<TrackedIssue>
    var number: Int
    @ForeignKey(onDelete: .cascade) var clientID: Key<IssueUser>
    @ManyToMany var followers: Many<IssueUser>

    static let options = Options<Self>(ordering: { [$0.number] })
}

/// Refers to a model that is declared after it, in tables and columns with names beyond ASCII.
@Model(table: "höhe")
struct IssueBranch {
    var id: Key<IssueBranch>
    @Column("größe") var size: Int
    @ManyToMany(table: "höhe_straße", from: "höhe", to: "straße") var streets: Many<IssueStreet>
}

@Model(table: "straße")
struct IssueStreet {
    var id: Key<IssueStreet>
    var name: String
    @Inverse(\IssueBranch.streets) var branches: Many<IssueBranch>
}

@Suite struct MixedRelationTests {
    /// What is refused names the relation that was used, as the model that was asked calls it.
    @Test("m2m_and_m2o.test_related_objects_have_name_attribute", arguments: TestDatabase.all)
    func names(_ database: TestDatabase) async throws {
        try await database.run([IssueUser.self, TrackedIssue.self]) { db, _ in
            let ann = try await IssueUser(username: "ann").insert(on: db), ghost = IssueUser(id: Key(99), username: "ghost")
            let issue = try await ann.reported.create(TrackedIssue(number: 1, clientID: ann.id), on: db)
            let child = try await refusal(of: RelationError.self) {
                _ = try await ghost.reported.create(TrackedIssue(number: 2, clientID: ghost.id), on: db)
            }
            #expect(child.relation == "IssueUser.reported" && child.kind == .missingOwner)
            let reverse = try await refusal(of: RelationError.self) { try await ghost.followed.add(issue, on: db) }
            #expect(reverse.relation == "IssueUser.followed" && reverse.kind == .missingOwner)
            let forward = try await refusal(of: RelationError.self) { try await issue.followers.add(ghost, on: db) }
            #expect(forward.relation == "TrackedIssue.followers" && forward.kind == .missingTargets)
            #expect(try await TrackedIssue.count(on: db) == 1)
            #expect(try await issue.followers.isEmpty(on: db))
        }
    }

    @Test("m2m_and_m2o.test_m2m_with_unicode_reference", arguments: TestDatabase.all)
    func namesBeyondASCII(_ database: TestDatabase) async throws {
        try await database.run([IssueBranch.self, IssueStreet.self]) { db, _ in
            let branch = try await IssueBranch(size: 3).insert(on: db), street = try await IssueStreet(name: "Süd").insert(on: db)
            #expect(try await branch.streets.add(street, on: db).added == [street.id])
            #expect(try await branch.streets.all(on: db).map(\.name) == ["Süd"])
            #expect(try await street.branches.all(on: db).map(\.size) == [3])
            #expect(try await IssueBranch.filter { $0.streets.any { $0.name == "Süd" } }.count(on: db) == 1)
            try await db.verify([IssueBranch.self, IssueStreet.self])
        }
    }
}

@Model
struct Reporter {
    var id: Key<Reporter>
    var name: String
    @HasMany(\Byline.reporterID) var bylines: HasMany<Byline>
}

@Model
struct Report {
    var id: Key<Report>
    var headline: String
    @HasMany(\Byline.reportID) var bylines: HasMany<Byline>
}

@Model
struct Byline {
    var id: Key<Byline>
    @ForeignKey(onDelete: .cascade) var reporterID: Key<Reporter>
    @ForeignKey(onDelete: .cascade) var reportID: Key<Report>
    var position: String
}

@Suite struct IntermediaryTests {
    /// A model between two others without a many-to-many relation: a foreign key to each end.
    @Test("m2m_intermediary.test_intermediary", arguments: TestDatabase.all)
    func intermediary(_ database: TestDatabase) async throws {
        try await database.run([Reporter.self, Report.self, Byline.self]) { db, recorder in
            let ann = try await Reporter(name: "Ann").insert(on: db), bob = try await Reporter(name: "Bob").insert(on: db)
            let report = try await Report(headline: "Storm").insert(on: db)
            _ = try await Byline(reporterID: ann.id, reportID: report.id, position: "writer").insert(on: db)
            _ = try await Byline(reporterID: bob.id, reportID: report.id, position: "editor").insert(on: db)
            _ = recorder.take()
            let ofReport = try await report.bylines.order { $0.position }.with { $0.reporter }.with { $0.report }.all(on: db)
            #expect(ofReport.map { $0.0.position } == ["editor", "writer"])
            #expect(ofReport.map { $0.1.name } == ["Bob", "Ann"] && ofReport.map { $0.2.headline } == ["Storm", "Storm"])
            #expect(recorder.take().count == 1)
            let ofAnn = try await ann.bylines.query.with { $0.reporter }.with { $0.report }.all(on: db)
            #expect(ofAnn.map { $0.0.position } == ["writer"])
            #expect(ofAnn.map { $0.1.name } == ["Ann"] && ofAnn.map { $0.2.headline } == ["Storm"])
            #expect(recorder.take().count == 1)
        }
    }
}

@Model
struct Feature {
    var id: Key<Feature>
    var title: String
    @ManyToMany var primary: Many<Topic>
    @ManyToMany var secondary: Many<Topic>

    static let options = Options<Self>(ordering: { [$0.id] })
}

@Model
struct Topic {
    var id: Key<Topic>
    var name: String
    @Inverse(\Feature.primary) var primaryFeatures: Many<Feature>
    @Inverse(\Feature.secondary) var secondaryFeatures: Many<Feature>

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Suite struct MultipleRelationTests {
    @Test("m2m_multiple.test_multiple", arguments: TestDatabase.all)
    func multiple(_ database: TestDatabase) async throws {
        try await database.run([Feature.self, Topic.self]) { db, _ in
            let art = try await Topic(name: "Art").insert(on: db), law = try await Topic(name: "Law").insert(on: db)
            let sea = try await Topic(name: "Sea").insert(on: db)
            let one = try await Feature(title: "One").insert(on: db), two = try await Feature(title: "Two").insert(on: db)
            try await one.primary.add(sea, law, on: db)
            try await one.secondary.add(art, on: db)
            try await two.primary.add(law, on: db)
            try await two.secondary.add(art, on: db)
            #expect(try await one.primary.all(on: db).map(\.name) == ["Law", "Sea"])
            #expect(try await two.primary.all(on: db).map(\.name) == ["Law"])
            #expect(try await one.secondary.all(on: db).map(\.name) == ["Art"])
            #expect(try await law.primaryFeatures.all(on: db).map(\.title) == ["One", "Two"])
            #expect(try await law.secondaryFeatures.isEmpty(on: db))
            #expect(try await sea.primaryFeatures.all(on: db).map(\.title) == ["One"])
            #expect(try await art.primaryFeatures.isEmpty(on: db))
            #expect(try await art.secondaryFeatures.all(on: db).map(\.title) == ["One", "Two"])
        }
    }
}

/// A row with links of each kind: in a table of Junction's own, through a model, and without a name on the other end.
@Model
struct Parcel {
    var id: Key<Parcel>
    @ManyToMany var labels: Many<ParcelLabel>
    @ManyToMany var seals: Many<ParcelLabel>.Through<ParcelSeal>
    @ManyToMany var hidden: Many<ParcelLabel>
}

@Model
struct ParcelLabel {
    var id: Key<ParcelLabel>
    var text: String
    @Inverse(\Parcel.labels) var parcels: Many<Parcel>
}

@Model
struct ParcelSeal {
    var id: Key<ParcelSeal>
    @ForeignKey(onDelete: .cascade) var parcelID: Key<Parcel>
    @ForeignKey(onDelete: .cascade) var labelID: Key<ParcelLabel>
}

@Suite struct DeletedEndTests {
    static let models: [any Model.Type] = [Parcel.self, ParcelLabel.self, ParcelSeal.self]

    private func linked(on db: Database) async throws -> (Parcel, ParcelLabel) {
        let parcel = try await Parcel().insert(on: db), label = try await ParcelLabel(text: "fragile").insert(on: db)
        try await parcel.labels.add(label, on: db)
        try await parcel.seals.add(label, on: db)
        try await parcel.hidden.add(label, on: db)
        return (parcel, label)
    }

    @Test("delete.test_m2m", arguments: TestDatabase.all)
    func eitherEnd(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, _ in
            let (parcel, label) = try await linked(on: db)
            try await parcel.delete(on: db)
            #expect(try await ParcelSeal.count(on: db) == 0)
            #expect(try await ParcelLabel.filter { $0.parcels.isEmpty && $0.inverse(\Parcel.hidden).isEmpty }.count(on: db) == 1)

            let other = try await Parcel().insert(on: db)
            try await other.labels.add(label, on: db)
            try await other.seals.add(label, on: db)
            try await other.hidden.add(label, on: db)
            try await label.delete(on: db)
            #expect(try await ParcelSeal.count(on: db) == 0)
            #expect(try await Parcel.filter { $0.labels.isEmpty && $0.seals.isEmpty && $0.hidden.isEmpty }.count(on: db) == 1)
        }
    }

    /// What the database's own constraints take with it costs no statement.
    @Test("delete.test_fast_delete_revm2m", arguments: TestDatabase.all)
    func statements(_ database: TestDatabase) async throws {
        try await database.run(Self.models) { db, recorder in
            let (parcel, label) = try await linked(on: db)
            _ = recorder.take()
            try await label.delete(on: db)
            #expect(recorder.take().count == 1)
            #expect(try await ParcelLabel.count(on: db) == 0)
            #expect(try await ParcelSeal.count(on: db) == 0)
            #expect(try await parcel.labels.isEmpty(on: db))
            #expect(try await Parcel.query.values { $0.hidden.count }.all(on: db) == [0])
        }
    }
}
