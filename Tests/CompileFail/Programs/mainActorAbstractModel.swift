// flags: -default-isolation MainActor
// expect-count: 0
import Junction

@AbstractModel
nonisolated protocol Owned: Model where Fields: OwnedFields {
    var userID: Key<User> { get set }
}

extension Query where Root: Owned {
    nonisolated func owned(by user: User) -> Self { filter { $0.userID == user.id } }
}

@Model(inheriting: Owned.self)
struct Boat: Owned {
    var id: Key<Boat>
    var userID: Key<User>
}

nonisolated func boats(of user: User, on db: Database) async throws -> [Boat] {
    try await Boat.query.owned(by: user).all(on: db)
}
