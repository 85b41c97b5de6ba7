import Junction

/// The statements that are prepared on a connection, by the identity of their texts, which they hold.
struct PostgresStatements {
    /// A class, so that to note a use is not to look it up again.
    private final class Entry {
        let text: Statement
        let name: String
        let nameInC: CText
        var lastUse: UInt64

        init(_ text: Statement, _ name: String, _ use: UInt64) {
            self.text = text
            self.name = name
            nameInC = CText(name)
            lastUse = use
        }
    }
    private var entries: [ObjectIdentifier: Entry] = [:]
    private var names: Set<String> = []
    private var uses: UInt64 = 0

    /// How many are kept.
    private static let limit = 500

    /// The statement's name on the server; nil when it has to be prepared.
    mutating func known(_ statement: Statement) -> CText? {
        uses += 1
        let entry = entries[ObjectIdentifier(statement)]
        entry?.lastUse = uses
        return entry?.nameInC
    }

    /// A name made of the text, so that under a name there is never another statement than the one that is meant.
    ///
    /// - Parameter types: those of its values, which belong to what is prepared.
    func name(for statement: Statement, _ types: [UInt32]) -> String {
        var a = 0xcbf2_9ce4_8422_2325 as UInt64, b = 0x6c62_272e_07bb_0142 as UInt64
        func mix(_ word: UInt64) {
            a = (a ^ word) &* 0x100_0000_01b3
            b = (b &+ word) &* 0x9e37_79b9_7f4a_7c15
            b ^= b >> 29
        }
        for byte in statement.sql.utf8 { mix(UInt64(byte)) }
        for type in types { mix(UInt64(type)) }
        let name = "j" + String(a, radix: 36) + "_" + String(b, radix: 36)
        // The same text twice.
        return names.contains(name) ? name + "_\(uses)" : name
    }

    mutating func keep(_ statement: Statement, as name: String) {
        entries[ObjectIdentifier(statement)] = Entry(statement, name, uses)
        names.insert(name)
    }

    /// The name of the statement that was not used for longest, when there are too many. It is forgotten here.
    mutating func superfluous() -> String? {
        guard entries.count >= Self.limit, let oldest = entries.values.min(by: { $0.lastUse < $1.lastUse }) else { return nil }
        return forget(oldest.text)
    }

    /// Its name, if it was prepared.
    @discardableResult
    mutating func forget(_ statement: Statement) -> String? {
        guard let entry = entries.removeValue(forKey: ObjectIdentifier(statement)) else { return nil }
        names.remove(entry.name)
        return entry.name
    }
}
