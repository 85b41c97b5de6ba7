public import Foundation
public import Junction

/// An abstract model that another module inherits.
@AbstractModel
public protocol Owned: TimeStamped where Fields: OwnedFields {
    var ownerID: Key<Member> { get set }
    var note: String? { get set }
}

extension Query where Root: Owned {
    public func owned(by name: String) -> Self { filter { $0.owner.name == name } }
}

@Model
public struct Member: Hashable, Codable {
    public var id: Key<Member>
    @Unique public var name: String
    public var bossID: Key<Member>?
    @ManyToMany public var teams: Many<Team>
}

@Model(key: UUID.self)
public struct Team: Hashable, Codable {
    public var id: Key<Team>
    public var name: String
    @Inverse(\Member.teams) public var members: Many<Member>
}
