import Testing

@Suite("@AbstractModel writes") struct AbstractModelTests {
    @Test("the protocol of its fields, which builds on those of its parents")
    func fields() {
        let owned = Expansion(
            """
            @AbstractModel
            nonisolated protocol Owned: TimeStamped, SoftDeletable where Fields: OwnedFields {
                var userID: Key<User> { get set }
                var replyID: Key<Letter>? { get set }
                var `default`: Bool { get }
                init(userID: Key<User>)
            }
            """)
        #expect(owned.reports.isEmpty)
        #expect(
            owned.writes(
                """
                nonisolated protocol OwnedFields: Junction.ModelFields, TimeStampedFields, SoftDeletableFields {
                    var userID: Junction.Expr<Key<User>> { get }
                    var `user`: User.Reference { get }
                    var replyID: Junction.Expr<Key<Letter>?> { get }
                    var `reply`: Junction.Maybe<Letter.Fields> { get }
                    var `default`: Junction.Expr<Bool> { get }
                }
                """), "\(owned.text)")
    }

    @Test("a public protocol for a public model; parents that are named win over those that are read")
    func publicFields() {
        let owned = Expansion(
            """
            @AbstractModel(inheriting: Named.self)
            public nonisolated protocol Owned: Model, Sendable, Hashable, Serialisable where Fields: OwnedFields {
                var id: Key<Self> { get set }
            }
            """)
        #expect(owned.reports.isEmpty)
        #expect(owned.writes("public nonisolated protocol OwnedFields: Junction.ModelFields, NamedFields { }"), "\(owned.text)")
    }

    @Test("no parent for a protocol that is no abstract model")
    func otherProtocols() {
        let owned = Expansion("@AbstractModel protocol Owned: Junction.Model, Codable, Identifiable, Named where Fields: OwnedFields {}")
        #expect(owned.writes("nonisolated protocol OwnedFields: Junction.ModelFields, NamedFields { }"), "\(owned.text)")
    }
}
