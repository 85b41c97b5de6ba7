import Foundation
import Junction

// Expressions that are texts. Each operator is a statement of its own, so that the compiler reads them one by one.
extension Grammar {
    /// A column of one of the places, by its kind; nil where none of some has one.
    func column<T>(_ at: Ground, _ column: (any Place) -> T?) -> T? {
        for _ in 0..<3 { if let found = column(at.place(self)) { return found } }
        return nil
    }

    func textLeaf(_ at: Ground) -> Expr<String?> {
        if chance(20) { return Expr<String?>(text()) }
        return column(at) { $0.text(self) } ?? Expr<String?>(text())
    }

    /// A text of which databases promise everything: letters of ASCII.
    func codeLeaf(_ at: Ground) -> Expr<String?> { column(at) { $0.code(self) } ?? Expr<String?>(value(FleetData.codes)) }

    func text(_ at: Ground, _ depth: Int) -> Expr<String?> {
        if depth < 1 { return textLeaf(at) }
        return draw { choices in
            textFunctions(at, depth, &choices)
            textsOfOthers(at, depth, &choices)
            choices.add("?? of texts") { self.text(at, depth - 1) ?? self.text(at, depth - 1) }
            choices.add("Case of texts") {
                let first = self.text(at, depth - 1)
                let second = self.text(at, depth - 1)
                return Case.when(self.condition(at, depth - 1), first).when(self.condition(at, depth - 1), second)
                    .else(self.text(at, depth - 1))
            }
            choices.add("Case without else") {
                Case.when(self.condition(at, depth - 1), self.someText(at, depth - 1)).elseNil
            }
        }
    }

    private func textFunctions(_ at: Ground, _ depth: Int, _ choices: inout Choices<Expr<String?>>) {
        choices.add("lowercased") { self.codeLeaf(at).lowercased }
        choices.add("uppercased") { self.codeLeaf(at).uppercased }
        choices.add("trimmed") { self.text(at, depth - 1).trimmed }
        choices.add("replacing") { self.text(at, depth - 1).replacing(self.part(), with: self.part()) }
        choices.add("prefix") { self.text(at, depth - 1).prefix(self.value([0, 1, 2, 5])) }
        choices.add("suffix") { self.text(at, depth - 1).suffix(self.value([0, 1, 2, 5])) }
        choices.add("dropFirst") { self.text(at, depth - 1).dropFirst(self.value([0, 1, 2, 5])) }
        choices.add("text + text") {
            let sum: Expr<String> = self.someText(at, depth - 1) + self.someText(at, depth - 1)
            return sum.optional
        }
        choices.add("text + constant") {
            let sum: Expr<String> = self.someText(at, depth - 1) + self.text()
            return sum.optional
        }
        choices.add("constant + text") {
            let sum: Expr<String> = self.text() + self.someText(at, depth - 1)
            return sum.optional
        }
        choices.add("integer.text") { self.integer(at, depth - 1).text }
        choices.add("day.text") { self.day(at, depth - 1).text }
        choices.add("uuid.text") { self.uuid(at).text }
        choices.add("key.text") { at.place(self).keyText(self) }
        choices.add("json.text") { self.papers(at)["title"].text }
        choices.add("json element.text") { self.papers(at)["tags"][self.value([0, 1, 2])].text }
    }

    /// Texts of other rows.
    private func textsOfOthers(_ at: Ground, _ depth: Int, _ choices: inout Choices<Expr<String?>>) {
        choices.add("figure over a relation, text") { self.relation(at, depth).text(self) }
        choices.add("scalar of texts") {
            func scalar<F: DrawnFields>(_ fields: F.Type) -> Expr<String?> {
                self.single(fields, at, depth).values { self.text(at.with(Here($0)), 0) }.scalar()
            }
            return scalar(self.root())
        }
    }

    /// A text that is there.
    func someText(_ at: Ground, _ depth: Int) -> Expr<String> {
        if depth < 1 { return column(at) { $0.someText(self) } ?? Expr(text()) }
        return draw {
            $0.add("text column") { self.someText(at, 0) }
            $0.add("?? of a text") {
                let other: String = self.text()
                return self.text(at, depth - 1) ?? other
            }
            $0.add("?? of a text by another") { self.text(at, depth - 1) ?? self.someText(at, depth - 1) }
            $0.add("trimmed, there") { self.someText(at, depth - 1).trimmed }
            $0.add("prefix, there") { self.someText(at, depth - 1).prefix(self.value([1, 2])) }
        }
    }

    // MARK: What has few operators

    func uuid(_ at: Ground) -> Expr<UUID?> { column(at) { $0.uuid(self) } ?? Expr<UUID?>(uuid()) }
    func kind(_ at: Ground) -> Expr<VesselKind?> { column(at) { $0.kind(self) } ?? Expr<VesselKind?>(vesselKind()) }

    func papers(_ at: Ground) -> JSONPath {
        let papers: Expr<VesselPapers?> = column(at) { $0.papers(self) } ?? Expr<VesselPapers?>(VesselPapers(size: 3, tags: ["a"]))
        return papers.json
    }

    func bool(_ at: Ground, _ depth: Int) -> Expr<Bool?> {
        if depth < 1 { return column(at) { $0.bool(self) } ?? Expr<Bool?>(bool()) }
        return draw {
            $0.add("bool column") { self.bool(at, 0) }
            $0.add("condition as a value") { self.condition(at, depth - 1).optional }
            $0.add("json.bool") { self.papers(at)["isValid"].bool }
            $0.add("?? of bools") { self.bool(at, 0) ?? self.bool(at, 0) }
        }
    }
}
