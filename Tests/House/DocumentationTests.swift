import Testing

@Suite("What is public is documented") struct DocumentationTests {
    @Test("Types, protocols, macros, functions and properties have a comment")
    func comments() throws {
        for file in try Project.swiftFiles(in: "Sources") where !file.path.hasPrefix("Sources/JunctionMacros/") {
            for declaration in PublicDeclaration.all(in: file) where !declaration.isDocumented {
                Issue.record("\(file.path):\(declaration.line): \(declaration.name) has no documentation comment")
            }
        }
    }

    @Test("The reader finds what it should")
    func reader() {
        let source = """
            /// A.
            public struct A: Equatable {
                public var b: Int { if true { 1 } else { 2 } }
                /// C.
                @available(
                    *, deprecated
                )
                @inlinable public static func c() {}
                public static func c(_ a: Int) {}
                public func d() {}
                public typealias E = Int
                public var _e: Int { 1 }
                var f: Int { 1 }
                /// G.
                public nonisolated(unsafe) static var `g`: Int { 1 }
                public static func < (a: A, b: A) -> Bool { true }
                public var description: String { "{" }
                public static var columnType: Int { 1 }
                public subscript(a: Int) -> Int { a }
                public enum I { case i }
            }
            extension A: Comparable
            where B == Int {
                public func j() {}
            }
            extension A.I where B: Sendable {
                public static func < (a: A, b: A) -> Bool { true }
                public static func isNullable() {}
                public func k() {}
            }
            @attached(peer) public macro H() = #externalMacro(module: "H", type: "H")
            """
        let found = PublicDeclaration.all(in: SourceFile(path: "A.swift", text: source))
        #expect(found.filter { !$0.isDocumented }.map(\.name) == ["b", "c", "d", "subscript", "I", "<", "k", "H"])
        #expect(found.filter(\.isDocumented).map(\.name) == ["A", "c", "g"])
    }
}

/// A declaration that other modules see and that needs a comment, as a line of a source begins it.
///
/// What a protocol says already needs none: the members of an extension that declares a conformance, and those with the names below.
/// Nor do names that begin with an underscore, which are for code that macros write, and type aliases.
struct PublicDeclaration {
    let line: Int
    let name: String
    /// Whether a comment stands directly above.
    let isDocumented: Bool

    /// Members of well-known protocols; only in a type itself, since an extension may define others of these names.
    private static let wellKnown: Set = ["description", "hash", "==", "<", "encode", "unownedExecutor"]
    /// Members of `ColumnValue` and `KeyValue`, anywhere.
    private static let ofColumns: Set = [
        "columnType", "columnValue", "read", "isNullable", "foreignTable", "generate", "isSame", "hashExactly",
    ]

    static func all(in file: SourceFile) -> [PublicDeclaration] {
        let code = file.code
        let pattern =
            #/
            ^\s* (?: @\w+ (?: \( [^)]* \) )? \s+ )*
            (?: (?: \w+ (?: \( \w+ \) )? ) \s+ )*?
            (?: public | open ) \s+
            (?: (?: static | class | final | mutating | nonmutating | nonisolated | consuming | borrowing | prefix | postfix | override
                | indirect | weak | lazy | private | package | internal ) (?: \( \w+ \) )? \s+ )*
            (?: ( subscript ) \b
                | (?: struct | class | enum | actor | protocol | macro | func | var ) \s+ ( [\w`]+ | [^\w\s(`]+ ) )
            /#
        var declarations: [PublicDeclaration] = []
        var braces = Braces()
        var hasComment = false
        var openParentheses = 0
        for (number, line) in file.lines.enumerated() {
            let start = line.drop { $0 == " " }, place = braces.place
            braces.read(code[number])
            if start.hasPrefix("///") {
                hasComment = true
                continue
            }
            let isAttribute = start.hasPrefix("@") || openParentheses > 0
            if let found = code[number].firstMatch(of: pattern) {
                let name = String((found.1 ?? found.2 ?? "").filter { $0 != "`" })
                let isWitness = place == .conformance || ofColumns.contains(name) || place == .type && wellKnown.contains(name)
                if !isWitness, !name.hasPrefix("_") {
                    declarations.append(PublicDeclaration(line: number + 1, name: name, isDocumented: hasComment))
                }
                hasComment = false
                openParentheses = 0
            } else if isAttribute {
                openParentheses += code[number].count(where: { $0 == "(" }) - code[number].count(where: { $0 == ")" })
            } else {
                hasComment = false
            }
        }
        return declarations
    }
}

/// Tells between whose braces a line stands.
private struct Braces {
    enum Place { case type, plainExtension, conformance, other }

    /// The innermost braces; nil outside of all.
    var place: Place? { places.last }

    private var places: [Place] = []
    /// What the next brace opens.
    private var next = Place.other

    /// Reads a line without comments and the text of literals.
    mutating func read(_ line: Substring) {
        if let found = line.firstMatch(of: #/\bextension\s+[\w.]+\s*(:)?/#) {
            next = found.1 == nil ? .plainExtension : .conformance
        } else if line.contains(#/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:[a-z]\w*(?:\(\w+\))?\s+)*?(?:struct|class|enum|actor|protocol)\s+\w/#) {
            next = .type
        }
        for character in line {
            if character == "{" {
                places.append(next)
                next = .other
            } else if character == "}" {
                _ = places.popLast()
            }
        }
    }
}
