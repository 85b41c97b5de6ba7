import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// A mistake in a declaration: what is wrong and what to write instead.
struct Mistake: DiagnosticMessage, Error {
    let message: String
    let id: String

    var diagnosticID: MessageID { MessageID(domain: "Junction", id: id) }
    var severity: DiagnosticSeverity { .error }

    static func notAStruct(_ name: String, is kind: String) -> Mistake {
        Mistake(message: "a model is a plain value: write 'struct \(name)' instead of '\(kind) \(name)'", id: "notAStruct")
    }
    static func generic(_ name: String) -> Mistake {
        Mistake(message: "a model cannot be generic: write a struct '\(name)' for each table", id: "generic")
    }
    static func mainActor(_ name: String) -> Mistake {
        Mistake(
            message:
                "a model is used on every thread and cannot be isolated to an actor: write 'nonisolated struct \(name)' without '@MainActor'",
            id: "mainActor")
    }
    static func noID(_ name: String) -> Mistake {
        Mistake(
            message: "a model needs a primary key: write 'var id: Key<\(name)>', or put @PrimaryKey before several properties", id: "noID")
    }
    static func wrongID(_ name: String) -> Mistake {
        Mistake(message: "the primary key has the model's own type: write 'var id: Key<\(name)>'", id: "wrongID")
    }
    static func onlyOnePrimaryKey(_ property: String, _ name: String, _ type: String) -> Mistake {
        Mistake(
            message:
                "a key of one column is the property 'id': write '@Column(\"\(Naming.snakeCase(property))\") var id: Key<\(name)>' and '@Model(key: \(type).self)', or put @PrimaryKey before the other properties of the key",
            id: "onlyOnePrimaryKey")
    }
    static func twoPrimaryKeys(_ name: String) -> Mistake {
        Mistake(
            message: "'id' is the primary key already: remove it, or remove @PrimaryKey from the other properties", id: "twoPrimaryKeys")
    }
    static func optionalPrimaryKey(_ property: String) -> Mistake {
        Mistake(message: "a part of the primary key is never absent: make '\(property)' not optional", id: "optionalPrimaryKey")
    }
    static func versionIsNoInteger(_ property: String) -> Mistake {
        Mistake(message: "a version counts changes: write 'var \(property): Int'", id: "versionIsNoInteger")
    }
    static func nameIsNoLiteral(_ what: String) -> Mistake {
        Mistake(message: "the name of a \(what) is read while compiling: write it as a plain string literal", id: "nameIsNoLiteral")
    }
    static func noType(_ property: String) -> Mistake {
        Mistake(message: "a column needs its type written down: write 'var \(property): Int', or whatever it is", id: "noType")
    }
    static func noColumnType(_ property: String, _ type: String) -> Mistake {
        Mistake(
            message:
                "'\(type)' is no column type, so '\(property)' cannot be stored: use a number, Bool, String, Date, CalendarDate, UUID, URL, Data, a Key, JSON<\(type)>, or a type of your own that conforms to ColumnValue or JSONColumnValue",
            id: "noColumnType")
    }
    static func constant(_ property: String) -> Mistake {
        Mistake(message: "a column is read from the database: write 'var \(property)' instead of 'let \(property)'", id: "constant")
    }
    static func lazy(_ property: String) -> Mistake {
        Mistake(message: "a column cannot be lazy: remove 'lazy' from '\(property)'", id: "lazy")
    }
    static func relationWithoutAttribute(_ property: String, _ type: String) -> Mistake {
        let type = type.replacing("Junction.", with: "")
        let attribute =
            type.hasPrefix("HasMany")
            ? "@HasMany(\\Child.ownerID)"
            : type.hasPrefix("One") ? "@HasOne(\\Child.ownerID)" : "@ManyToMany, or @Inverse(\\Other.relation) on its other end"
        return Mistake(message: "'\(property)' is a relation: put \(attribute) before it", id: "relationWithoutAttribute")
    }
    static func columnAttributeOnRelation(_ attribute: String, _ property: String) -> Mistake {
        Mistake(
            message: "'\(property)' is a relation and no column: remove @\(attribute), or put it before a property of the junction model",
            id: "columnAttributeOnRelation")
    }
    static func duplicateColumn(_ column: String, _ first: String, _ second: String) -> Mistake {
        Mistake(
            message: "'\(first)' and '\(second)' are the same column '\(column)': give one of them another name with @Column",
            id: "duplicateColumn")
    }
    static func requiredDeletedAt(_ property: String) -> Mistake {
        Mistake(message: "a live row has no time of deletion: write 'var \(property): Date?'", id: "requiredDeletedAt")
    }
    static func pathTaken(_ path: String, _ key: String) -> Mistake {
        Mistake(message: "'\(key)' is walked as '\(path)' in queries, which is taken already: rename one of them", id: "pathTaken")
    }
    static func notAProperty(_ attribute: String) -> Mistake {
        Mistake(message: "@\(attribute) belongs to a stored property of a model", id: "notAProperty")
    }
    static func notAProtocol(_ name: String) -> Mistake {
        Mistake(message: "an abstract model is a protocol: write 'protocol \(name): Model where Fields: \(name)Fields'", id: "notAProtocol")
    }
    static func notARelation(_ attribute: String) -> Mistake {
        Mistake(
            message: "@\(attribute) belongs to a property with its type written down, such as 'var tags: Many<Tag>'", id: "notARelation")
    }
    static func needsJunctionModel(_ label: String, _ type: String) -> Mistake {
        Mistake(
            message: "'\(label):' names a property of a junction model, and there is none: write '\(type).Through<…>'",
            id: "needsJunctionModel")
    }
    static func tableOfJunctionModel(_ property: String) -> Mistake {
        Mistake(
            message: "the junction model of '\(property)' says which table and columns there are: leave 'table:' out, or '.Through<…>'",
            id: "tableOfJunctionModel")
    }
    static func noKeyPath(_ attribute: String) -> Mistake {
        Mistake(message: "@\(attribute) takes a key path with the model's name in it, such as '\\Contact.departments'", id: "noKeyPath")
    }
}

extension MacroExpansionContext {
    func report(_ mistake: Mistake, at node: some SyntaxProtocol) { diagnose(Diagnostic(node: Syntax(node), message: mistake)) }
}
