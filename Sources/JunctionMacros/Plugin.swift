import SwiftCompilerPlugin
import SwiftSyntaxMacros

@main
struct Plugin: CompilerPlugin {
    let providingMacros: [any Macro.Type] = [ModelMacro.self, AbstractModelMacro.self, ColumnAttributeMacro.self, RelationMacro.self]
}
