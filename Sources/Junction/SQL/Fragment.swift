/// A piece of SQL: text, names and numbered parameters, put together before a dialect writes it down.
///
/// Written by interpolation; only fragments, names and parameters can be interpolated, so no value ever becomes text.
struct Fragment: Sendable, ExpressibleByStringInterpolation {
    enum Segment: Sendable {
        case sql(String)
        case name(String)
        case parameter(Int)
    }

    var segments: [Segment] = []

    init(stringLiteral value: String) { segments = [.sql(value)] }
    init(stringInterpolation: Interpolation) { segments = stringInterpolation.segments }
    init(parameter number: Int) { segments = [.parameter(number)] }
    /// Text of the dialect's own, such as the name of a type.
    init(verbatim sql: String) { segments = [.sql(sql)] }
    private init(segments: [Segment]) { self.segments = segments }

    static func name(_ name: String) -> Fragment { Fragment(segments: [.name(name)]) }
    /// A column of an occurrence; of the only table there is where the alias is empty.
    static func column(_ alias: String, _ name: String) -> Fragment {
        Fragment(segments: alias.isEmpty ? [.name(name)] : [.sql(alias + "."), .name(name)])
    }

    struct Interpolation: StringInterpolationProtocol {
        var segments: [Segment] = []
        init(literalCapacity: Int, interpolationCount: Int) {}
        mutating func appendLiteral(_ literal: String) { if !literal.isEmpty { segments.append(.sql(literal)) } }
        mutating func appendInterpolation(_ fragment: Fragment) { segments += fragment.segments }
        mutating func appendInterpolation(_ fragments: [Fragment], separator: String) {
            for (i, fragment) in fragments.enumerated() {
                if i > 0 { segments.append(.sql(separator)) }
                segments += fragment.segments
            }
        }
        mutating func appendInterpolation(name: String) { segments.append(.name(name)) }
        mutating func appendInterpolation(names: [String]) { appendInterpolation(names.map { .name($0) }, separator: ", ") }
    }

    static func + (a: Fragment, b: Fragment) -> Fragment { Fragment(segments: a.segments + b.segments) }

    /// The text that a dialect sends.
    func sql(_ dialect: any Dialect) -> String {
        var text = ""
        for segment in segments {
            switch segment {
            case .sql(let sql): text += sql
            case .name(let name): text += dialect.quote(name)
            case .parameter(let number): text += dialect.parameter(number)
            }
        }
        return text
    }
}
