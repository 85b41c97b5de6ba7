import Foundation
import Junction
import JunctionCommand
import JunctionSQLite
import MigratedSchema

/// The commands for migrations, as a program of a user's would have them, for tests of what they write and how they end.
@main
enum Migrations: MigrationTool {
    @Model struct Band {
        var id: Key<Band>
        @Unique @MaxLength(60) var name: String
    }

    @Model struct Track {
        var id: Key<Track>
        @ForeignKey(onDelete: .cascade) var bandID: Key<Band>
        var title: String
        var note: String
        @Indexed var stars: Int
    }

    @Model(table: "track_tags") struct Tagging {
        var id: Key<Tagging>
        @ForeignKey(onDelete: .cascade) var trackID: Key<Track>
        @ForeignKey(onDelete: .cascade) var tagID: Key<Band>
        @DeletedAt var deletedAt: Date?

        static let options = Options<Self>(unique: { [[$0.trackID, $0.tagID]] }, indexes: { [[$0.tagID, $0.trackID]] })
    }

    @Model struct Label {
        var id: Key<Label>
        var name: String
    }

    private static let environment = ProcessInfo.processInfo.environment

    /// With a model that no migration knows where the test says so.
    static let models: [any Model.Type] =
        [Band.self, Track.self, Tagging.self] + (environment["JUNCTION_TEST_AHEAD"] == nil ? [] : [Label.self])
    static let migrations = MigratedSchema.migrations
    static let folder = environment["JUNCTION_TEST_FOLDER"] ?? "."
    static let databases: [DatabaseKind] = [.sqlite]
    static let url = environment["JUNCTION_TEST_DATABASE"] ?? ""
}
