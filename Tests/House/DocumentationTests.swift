import Foundation
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

    /// What makes up the query language: what is only read there is shown too.
    private static let language = ["Expressions", "Queries", "Relations"].map { "Sources/Junction/\($0)/" }

    @Test("What is called has Swift in its comment, or is an overload that says so")
    func examples() throws {
        for file in try Project.swiftFiles(in: "Sources") where !file.path.hasPrefix("Sources/JunctionMacros/") {
            let isLanguage = Self.language.contains { file.path.hasPrefix($0) }
            for declaration in PublicDeclaration.all(in: file) where declaration.isDocumented && !declaration.isShown {
                if declaration.isCalled || isLanguage && declaration.isComputed {
                    Issue.record("\(file.path):\(declaration.line): the comment of \(declaration.name) has no ```swift block")
                }
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
        #expect(found.filter(\.isCalled).map(\.name) == ["c", "c", "d", "subscript", "<", "k", "H"])
        #expect(found.filter(\.isComputed).map(\.name) == ["b", "g"])
    }

    @Test("Swift in a comment counts, and so does an overload of what has it")
    func shown() {
        let source = """
            /// A.
            public func a() {}
            /// B.
            ///
            /// ```swift
            /// b()
            /// ```
            @inlinable public func b() {}
            /// The same with a number.
            public func c(_ number: Int) {}
            /// A value.
            public var d: Int = 0 { didSet {} }
            """
        let found = PublicDeclaration.all(in: SourceFile(path: "A.swift", text: source))
        #expect(found.filter(\.isShown).map(\.name) == ["b", "c"])
        #expect(found.filter(\.isComputed).isEmpty)
    }
}

/// A declaration that other modules see and that needs a comment, as a line of a source begins it.
///
/// What a protocol says already needs none: the members of an extension that declares a conformance, and those with the names below.
/// Nor do names that begin with an underscore, which are for code that macros write, and type aliases.
struct PublicDeclaration {
    let line: Int
    let name: String
    /// A function, an operator, a macro or a subscript.
    let isCalled: Bool
    /// A property that is not stored.
    let isComputed: Bool
    /// The lines of the comment directly above.
    let comment: [String]

    var isDocumented: Bool { !comment.isEmpty }
    /// Whether the comment has a block of Swift, or points at that of the overload before.
    var isShown: Bool { comment.contains("```swift") || comment.first?.hasPrefix("The same") == true || isForMachines }
    /// Whether people never write it: its comment says who does, or Swift itself calls it.
    private var isForMachines: Bool {
        Self.calledBySwift.contains(name)
            || comment.contains { $0.contains(#/macro writes|`@Model` writes|database calls it|driver without|^For the messages/#) }
    }

    /// Members of well-known protocols; only in a type itself, since an extension may define others of these names.
    private static let wellKnown: Set = ["description", "hash", "==", "<", "encode", "unownedExecutor"]
    private static let calledBySwift: Set = ["==", "hash", "appendLiteral"]
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
                | ( struct | class | enum | actor | protocol | macro | func | var ) \s+ ( [\w`]+ | [^\w\s(`]+ ) )
            /#
        var declarations: [PublicDeclaration] = []
        var braces = Braces()
        var comment: [String] = []
        var openParentheses = 0
        for (number, line) in file.lines.enumerated() {
            let start = line.drop { $0 == " " }, place = braces.place
            braces.read(code[number])
            if start.hasPrefix("///") {
                comment.append(start.dropFirst(3).trimmingCharacters(in: .whitespaces))
                continue
            }
            let isAttribute = start.hasPrefix("@") || openParentheses > 0
            if let found = code[number].firstMatch(of: pattern) {
                let kind = found.1 ?? found.2 ?? "", name = String((found.1 ?? found.3 ?? "").filter { $0 != "`" })
                let isWitness = place == .conformance || ofColumns.contains(name) || place == .type && wellKnown.contains(name)
                if !isWitness, !name.hasPrefix("_") {
                    declarations.append(
                        PublicDeclaration(
                            line: number + 1, name: name, isCalled: ["func", "macro", "subscript"].contains(kind),
                            isComputed: kind == "var" && opensBody(code[number][found.range.upperBound...]), comment: comment))
                }
                comment = []
                openParentheses = 0
            } else if isAttribute {
                openParentheses += code[number].count(where: { $0 == "(" }) - code[number].count(where: { $0 == ")" })
            } else {
                comment = []
            }
        }
        return declarations
    }

    /// Whether braces follow the type of a property, and no value.
    private static func opensBody(_ rest: Substring) -> Bool {
        rest.firstIndex(of: "{").map { !rest[..<$0].contains("=") } ?? false
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
