/// Writes what the primary key is kept as: a type of one column, or a struct of several.
enum KeyWriter {
    static func members(_ model: ModelDeclaration) -> [String] {
        guard model.hasCompositeKey else { return ["\(model.access)typealias RawKey = \(model.rawKey)"] }
        let keys = model.primaryKey, access = model.access
        func all(_ separator: String, _ line: (Property) -> String) -> String { keys.map(line).joined(separator: separator) }
        let reads = keys.map { key in
            """
                    guard let \(key.identifier) = try \(key.type).read(_row, at: _at) else { return nil }
                    _at += \(key.type)._width
            """
        }
        return [
            """
            \(access)struct RawKey: Junction.CompositeKey {
            \(all("\n") { "    \(access)var \($0.identifier): \($0.type)" })
                \(access)init(\(all(", ") { "\($0.identifier): \($0.type)" })) {
            \(all("\n") { "        self.\($0.identifier) = \($0.identifier)" })
                }
                \(access)static var _width: Int32 { \(all(" + ") { "\($0.type)._width" }) }
                \(access)static let _parts: [Junction.ColumnPart]? = Junction.ColumnPart.all([
            \(all(",\n") { "        (name: \"\($0.column)\", type: \($0.type).self)" })
                ])
                \(access)var columnValue: Junction.Value {
                    .composite([\(all(", ") { "self.\($0.identifier).columnValue" })])
                }
                \(access)static func read(_ _row: borrowing Junction.Row, at _column: Int32) throws -> RawKey? {
                    var _at = _column
            \(reads.joined(separator: "\n"))
                    return RawKey(\(all(", ") { "\($0.identifier): \($0.identifier)" }))
                }
                \(access)static func _key(_ _value: Junction.Value) -> RawKey? {
                    var _parts = Junction.KeyParts(_value)
                    guard \(all(", ") { "let \($0.identifier) = _parts.next(\($0.type).self)" }) else { return nil }
                    return RawKey(\(all(", ") { "\($0.identifier): \($0.identifier)" }))
                }
            }
            """,
            """
            \(access)var id: Junction.Key<\(model.name)> {
                Junction.Key(RawKey(\(all(", ") { "\($0.identifier): self.\($0.identifier)" })))
            }
            """,
        ]
    }
}
