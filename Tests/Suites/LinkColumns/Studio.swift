import Foundation
import Junction

// A playlist with its tracks in order, a cast with several roles for one pair, limits on what may be linked.

@Model
struct Playlist {
    var id: Key<Playlist>
    var name: String
    var isPublic: Bool = true
    @ManyToMany(orderedBy: \.position) var tracks: Many<Track>.Through<PlaylistTrack>
    @ManyToMany var singers: Many<Singer>.Through<Part>
    @ManyToMany var covers: Many<Cover>

    static let options = Options<Self>(
        ordering: { [$0.name] },
        limits: { playlist in
            [playlist.covers.filter { $0.isFree && ($0.label == playlist.name || $0.label == "any") }]
        })
}

@Model
struct Track {
    var id: Key<Track>
    var title: String
    @Inverse(\Playlist.tracks) var playlists: Many<Playlist>.Through<PlaylistTrack>
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(ordering: { [$0.title] })
}

@Model
struct PlaylistTrack {
    var id: Key<PlaylistTrack>
    @ForeignKey(onDelete: .cascade) var playlistID: Key<Playlist>
    @ForeignKey(onDelete: .cascade) var trackID: Key<Track>
    var position: Int?
    @ModifiedAt var modified: Date
    @DeletedAt var deleted: Date?
}

@Model
struct Singer {
    var id: Key<Singer>
    var name: String
    @Inverse(\Playlist.singers) var playlists: Many<Playlist>.Through<Part>

    static let options = Options<Self>(ordering: { [$0.name] })
}

enum Voice: String, ColumnValue, Codable { case lead, choir, solo }

/// One singer may have several parts in one playlist, each once.
@Model
struct Part {
    var id: Key<Part>
    @ForeignKey(onDelete: .cascade) var playlistID: Key<Playlist>
    @ForeignKey(onDelete: .cascade) var singerID: Key<Singer>
    var voice: Voice = .choir
    var fee: Int?
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(ordering: { [$0.id] }, unique: { [[$0.playlistID, $0.singerID, $0.voice]] })
}

@Model
struct Cover {
    var id: Key<Cover>
    var label: String
    var isFree: Bool = true
    @Inverse(\Playlist.covers) var playlists: Many<Playlist>
}

enum Studio {
    static let models: [any Model.Type] = [Playlist.self, Track.self, PlaylistTrack.self, Singer.self, Part.self, Cover.self]

    static func tracks(_ titles: String..., on db: some Session) async throws -> [Track] {
        var tracks: [Track] = []
        for title in titles { tracks.append(try await Track(title: title).insert(on: db)) }
        return tracks
    }
}
