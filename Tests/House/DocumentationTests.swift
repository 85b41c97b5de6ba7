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
            public struct A {
                public var b: Int { 1 }
                /// C.
                @available(
                    *, deprecated
                )
                @inlinable public static func c() {}
                public static func c(_ a: Int) {}
                public func d() {}
                public static func c(_ b: Bool) {}
                public var _e: Int { 1 }
                var f: Int { 1 }
                /// G.
                public nonisolated(unsafe) static var `g`: Int { 1 }
                public static func < (a: A, b: A) -> Bool { true }
                public subscript(a: Int) -> Int { a }
            }
            @attached(peer) public macro H() = #externalMacro(module: "H", type: "H")
            """
        let found = PublicDeclaration.all(in: SourceFile(path: "A.swift", text: source))
        #expect(found.filter { !$0.isDocumented }.map(\.name) == ["b", "d", "c", "<", "subscript", "H"])
        #expect(found.filter(\.isDocumented).map(\.name) == ["A", "c", "c", "_e", "g"])
    }
}

/// A declaration that other modules see, as a line of a source begins it.
struct PublicDeclaration {
    let line: Int
    let name: String
    /// Whether a comment stands directly above, or above the overload of the same name right before it. Names that begin with an
    /// underscore are for code that macros write, and need none.
    let isDocumented: Bool

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
        var hasComment = false
        var openParentheses = 0
        for (number, line) in file.lines.enumerated() {
            let start = line.drop { $0 == " " }
            if start.hasPrefix("///") {
                hasComment = true
                continue
            }
            let isAttribute = start.hasPrefix("@") || openParentheses > 0
            if let found = code[number].firstMatch(of: pattern) {
                let name = String((found.1 ?? found.2 ?? "").filter { $0 != "`" })
                let isOverload = declarations.last.map { $0.name == name && $0.isDocumented } ?? false
                declarations.append(
                    PublicDeclaration(line: number + 1, name: name, isDocumented: hasComment || isOverload || name.hasPrefix("_")))
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
