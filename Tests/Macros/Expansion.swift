import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros
import SwiftSyntaxMacrosGenericTestSupport
import Testing

@testable import JunctionMacros

/// A source after all its macros were expanded, and what they reported.
struct Expansion {
    let text: String
    let reports: [Report]

    /// The macros by the names of their attributes.
    static let macros: [String: MacroSpec] = {
        var macros = [
            "Model": MacroSpec(type: ModelMacro.self, conformances: ["Model", "SoftDeletable"]),
            "AbstractModel": MacroSpec(type: AbstractModelMacro.self),
        ]
        for name in [
            "Column", "MaxLength", "Digits", "Unique", "Indexed", "ForeignKey", "PrimaryKey", "Version", "CreatedAt", "ModifiedAt",
            "DeletedAt", "Check",
        ] {
            macros[name] = MacroSpec(type: ColumnAttributeMacro.self)
        }
        for name in Property.relationAttributes { macros[name] = MacroSpec(type: RelationMacro.self) }
        return macros
    }()

    init(_ source: String) {
        let file = Parser.parse(source: source)
        let context = BasicMacroExpansionContext(
            sourceFiles: [file: BasicMacroExpansionContext.KnownSourceFile(moduleName: "Shop", fullFilePath: "Shop.swift")])
        let expanded = file.expand(
            macroSpecs: Self.macros,
            contextGenerator: { node in
                BasicMacroExpansionContext(sharingWith: context, lexicalContext: node.allMacroLexicalContexts())
            },
            indentationWidth: .spaces(4))
        text = expanded.description
        reports = context.diagnostics.map { diagnostic in
            let place = context.location(for: diagnostic.position, anchoredAt: diagnostic.node, fileName: "Shop.swift")
            return Report(diagnostic.message, at: place.line, place.column)
        }
    }

    /// Whether this was written into the source. Spaces and line ends do not count.
    func writes(_ declaration: String) -> Bool { Self.withoutSpaces(text).contains(Self.withoutSpaces(declaration)) }

    private static func withoutSpaces(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}

/// A message of a macro and where it points.
struct Report: Hashable, Sendable, CustomStringConvertible {
    let message: String
    let line: Int
    let column: Int

    init(_ message: String, at line: Int, _ column: Int) {
        self.message = message
        self.line = line
        self.column = column
    }

    var description: String { "\(line):\(column): \(message)" }
}

/// Expects that the macros turn `source` into exactly `expanded`, and report nothing.
func expectExpansion(
    of source: String, into expanded: String, fileID: StaticString = #fileID, filePath: StaticString = #filePath,
    line: UInt = #line, column: UInt = #column
) {
    assertMacroExpansion(
        source, expandedSource: expanded, macroSpecs: Expansion.macros,
        failureHandler: { failure in
            let place = failure.location
            Issue.record(
                Testing.Comment(rawValue: failure.message),
                sourceLocation: Testing.SourceLocation(
                    fileID: place.fileID, filePath: place.filePath, line: place.line, column: place.column))
        },
        fileID: fileID, filePath: filePath, line: line, column: column)
}
