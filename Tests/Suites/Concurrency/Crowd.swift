import Foundation
import Junction

@Model
struct Room {
    var id: Key<Room>
    var name: String
    @ManyToMany var visitors: Many<Visitor>
    @ManyToMany var members: Many<Visitor>.Through<RoomMember>
}

@Model
struct Visitor {
    var id: Key<Visitor>
    @Inverse(\Room.visitors) var rooms: Many<Room>
    @Inverse(\Room.members) var memberships: Many<Room>.Through<RoomMember>
    @DeletedAt var deleted: Date?
}

@Model
struct RoomMember {
    var id: Key<RoomMember>
    @ForeignKey(onDelete: .cascade) var roomID: Key<Room>
    @ForeignKey(onDelete: .cascade) var visitorID: Key<Visitor>
    @DeletedAt var deleted: Date?
}

enum Crowd {
    static let models: [any Model.Type] = [Room.self, Visitor.self, RoomMember.self]
    static let tasks = 8
    static let rounds = 200

    static func visitors(_ count: Int, on db: some Session) async throws -> [Key<Visitor>] {
        try await (0..<count).map { _ in Visitor() }.insert(on: db)
    }

    /// Runs the work in as many tasks as the crowd has, and hands over what each gave.
    static func together<R: Sendable>(_ work: @escaping @Sendable (Int) async throws -> R) async throws -> [R] {
        try await withThrowingTaskGroup(of: R.self) { group in
            for number in 0..<tasks { group.addTask { try await work(number) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
