import Foundation
import Junction
import Testing

/// Models before and after a change, and what has to be said of it.
struct VersionPair: Sendable, CustomTestStringConvertible {
    let name: String
    let from: [any Model.Type]
    let to: [any Model.Type]
    var answers = SchemaDiff.Answers()
    /// Tables whose columns get other values on purpose: what is in them is not compared.
    var changedTypes: Set<String> = []

    init(
        _ name: String, _ from: [any Model.Type], _ to: [any Model.Type], renames: [SchemaDiff.Rename] = [],
        fillings: [SchemaDiff.Place: Value] = [:], changedTypes: Set<String> = []
    ) {
        self.name = name
        self.from = from
        self.to = to
        self.changedTypes = changedTypes
        answers.renames = renames
        answers.fillings = fillings
    }

    var testDescription: String { name }

    private static func column(_ table: String, _ old: String, _ new: String) -> SchemaDiff.Rename {
        SchemaDiff.Rename(table: table, column: old, to: new)
    }
    private static func table(_ old: String, _ new: String) -> SchemaDiff.Rename { SchemaDiff.Rename(table: old, to: new) }

    private static let code = [SchemaDiff.Place("album", "code"): Value.text("it's \"new\"; --")]
    private static let artist = [SchemaDiff.Place("track", "artist_id"): Value.integer(1)]
    private static let toReals: Set<String> = ["stars", "price"], toTexts: Set<String> = ["released"]

    static let all: [VersionPair] = [
        VersionPair("tables come", [], RelatedVersion.models),
        VersionPair("tables go", RelatedVersion.models, []),
        VersionPair("optional columns come", PlainVersion.models, OptionalAddedVersion.models),
        VersionPair("optional columns go", OptionalAddedVersion.models, PlainVersion.models),
        VersionPair("required columns come", PlainVersion.models, RequiredAddedVersion.models, fillings: code),
        VersionPair("required columns go", RequiredAddedVersion.models, PlainVersion.models),
        VersionPair("many columns go", PlainVersion.models, DroppedVersion.models),
        VersionPair(
            "many columns come", DroppedVersion.models, PlainVersion.models,
            fillings: [.init("album", "stars"): .integer(4), .init("album", "price"): .decimal(2)]),
        VersionPair(
            "columns get other names", PlainVersion.models, ColumnRenamedVersion.models,
            renames: [column("album", "title", "name"), column("album", "stars", "rating")]),
        VersionPair(
            "columns with a check get other names", ColumnRenamedVersion.models, ConstrainedVersion.models,
            renames: [column("album", "name", "title"), column("album", "rating", "stars")]),
        VersionPair("a table gets another name", PlainVersion.models, TableRenamedVersion.models, renames: [table("album", "disc")]),
        VersionPair(
            "a table and a column get other names", PlainVersion.models, BothRenamedVersion.models,
            renames: [table("album", "disc"), column("disc", "title", "name")]),
        VersionPair(
            "and go back to them", BothRenamedVersion.models, ConstrainedVersion.models,
            renames: [table("disc", "album"), column("album", "name", "title")]),
        VersionPair("texts may be longer", PlainVersion.models, LongerVersion.models),
        VersionPair("texts may be as long as they are", LongerVersion.models, UnlimitedVersion.models),
        VersionPair("texts must be shorter", PlainVersion.models, ShorterVersion.models, changedTypes: ["price"]),
        VersionPair("texts get a limit", UnlimitedVersion.models, PlainVersion.models, changedTypes: ["price"]),
        VersionPair(
            "optional becomes required", PlainVersion.models, RequiredVersion.models, fillings: [.init("album", "released"): day],
            changedTypes: ["note", "released"]),
        VersionPair("required becomes optional", RequiredVersion.models, PlainVersion.models),
        VersionPair("everything becomes optional", PlainVersion.models, RelaxedVersion.models),
        VersionPair(
            "everything becomes required", RelaxedVersion.models, RequiredVersion.models,
            fillings: [
                .init("album", "title"): .text("?"), .init("album", "stars"): .integer(1), .init("album", "released"): day,
                .init("album", "price"): .decimal(1),
            ], changedTypes: ["title", "stars", "note", "is_live", "released", "price"]),
        VersionPair("integers become texts", PlainVersion.models, TextsVersion.models, changedTypes: toTexts),
        VersionPair("texts become integers", TextsVersion.models, PlainVersion.models, changedTypes: toTexts),
        VersionPair("Booleans become integers", PlainVersion.models, NumbersVersion.models, changedTypes: ["is_live"]),
        VersionPair("integers become reals", PlainVersion.models, RealsVersion.models, changedTypes: toReals),
        VersionPair("reals become integers", RealsVersion.models, PlainVersion.models, changedTypes: toReals),
        VersionPair("constraints and indexes come", PlainVersion.models, ConstrainedVersion.models),
        VersionPair("constraints and indexes go", ConstrainedVersion.models, PlainVersion.models),
        VersionPair("constraints and indexes change", ConstrainedVersion.models, ConstrainedOtherwiseVersion.models),
        VersionPair("and back", ConstrainedOtherwiseVersion.models, ConstrainedVersion.models),
        VersionPair(
            "constraints with another table", ConstrainedVersion.models, BothRenamedVersion.models,
            renames: [table("album", "disc"), column("disc", "title", "name")]),
        VersionPair(
            "a foreign key comes, and a relation", UnrelatedVersion.models, RelatedVersion.models, fillings: artist),
        VersionPair("a foreign key goes, and a relation", RelatedVersion.models, UnrelatedVersion.models, fillings: artist),
        VersionPair("a table that others refer to goes", RelatedVersion.models, OneFewerVersion.models),
        VersionPair("a table that others refer to comes", OneFewerVersion.models, RelatedVersion.models),
        VersionPair("a foreign key gets another rule", RelatedVersion.models, OtherRulesVersion.models),
        VersionPair(
            "and becomes required", OtherRulesVersion.models, RelatedVersion.models, fillings: [.init("track", "artist_id"): .integer(1)],
            changedTypes: ["artist_id"]),
        VersionPair("a junction becomes a model", RelatedVersion.models, WithJunctionModelVersion.models),
        VersionPair("a junction model becomes a junction", WithJunctionModelVersion.models, RelatedVersion.models),
        VersionPair(
            "a junction model becomes soft-deletable", WithJunctionModelVersion.models, WithSoftJunctionModelVersion.models,
            renames: [table("track_tags", "tagging")]),
        VersionPair(
            "a junction becomes a soft-deletable model", RelatedVersion.models, WithSoftJunctionModelVersion.models,
            renames: [table("track_tags", "tagging")]),
        VersionPair(
            "tables that others refer to get other names", RelatedVersion.models, RelatedRenamedVersion.models,
            renames: [
                table("artist", "band"), table("tag", "label"), column("band", "name", "title"), column("track", "artist_id", "band_id"),
                column("track_tags", "tag_id", "label_id"),
            ]),
        VersionPair(
            "columns that others refer to get other names", ByCodeVersion.models, ByCodeRenamedVersion.models,
            renames: [column("shelf", "code", "sign"), column("item", "shelf_code", "shelf_sign")]),
        VersionPair("tables in a circle come", NoCircleVersion.models, CircleVersion.models),
        VersionPair("tables in a circle go", CircleVersion.models, NoCircleVersion.models),
        VersionPair("everything is another", CircleVersion.models, ByCodeVersion.models),
        VersionPair("tables in a circle are the first", [], CircleVersion.models),
        VersionPair(
            "what was referred to is not unique any more, and a counted key has another name", ByCodeVersion.models, ByKeyVersion.models,
            renames: [column("shelf", "id", "number")],
            fillings: [.init("item", "shelf_id"): .integer(1), .init("item", "shelf_code"): .text("1")]),
        VersionPair(
            "what is referred to becomes a text", ByNumberVersion.models, ByCodeVersion.models, changedTypes: ["code", "shelf_code"]),
        VersionPair(
            "a counted key becomes a text", ByCountedKeyVersion.models, ByTextKeyVersion.models, changedTypes: ["id", "shelf_id", "name"]),
        VersionPair("what referred goes, with the uniqueness that it needed", ByCodeVersion.models, ShelfOnlyVersion.models),
    ]

    private static let day: Value = CalendarDate(year: 2026, month: 2, day: 28).map { .day($0) } ?? .null

    /// One after the other, five steps each.
    static let chains: [[VersionPair]] = [
        [
            VersionPair("", [], PlainVersion.models), all[2],
            VersionPair("", OptionalAddedVersion.models, ConstrainedVersion.models), all[28],
            VersionPair(
                "", ConstrainedOtherwiseVersion.models, BothRenamedVersion.models,
                renames: [table("album", "disc"), column("disc", "title", "name")]),
        ],
        [
            VersionPair("", [], UnrelatedVersion.models), all[31], all[37], all[39],
            VersionPair("", WithSoftJunctionModelVersion.models, RelatedVersion.models, renames: [table("tagging", "track_tags")]),
        ],
        [VersionPair("", [], NoCircleVersion.models), all[43], all[45], all[42], VersionPair("", ByCodeRenamedVersion.models, [])],
    ]
}
