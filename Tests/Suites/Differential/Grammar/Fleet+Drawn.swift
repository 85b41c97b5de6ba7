import Foundation
import Junction

// What can be drawn of each model of the fleet.

extension Vessel.Fields: DrawnFields {
    static var columns: Columns<Self> {
        Columns(
            texts: [\.name], maybeTexts: [\.motto], codes: [\.code], integers: [\.crew], maybeIntegers: [\.guns], marks: [\.mark],
            reals: [\.tonnage], decimals: [\.price], maybeDecimals: [\.toll], bools: [\.isArmed], maybeBools: [\.isSafe],
            dates: [\.launched, \.deleted], days: [\.built], uuids: [\.token], kinds: [\.kind], papers: [\.papers])
    }
    static func steps(_ place: some Place<Self>, _ choices: inout Grammar.Choices<any Place>, _ g: Grammar) {
        choices.add("step over a required key") { place.one(\.captain, g) }
        choices.add("step over a key that may be absent") { place.one(\.quay, g) }
        choices.add("step to the same model") { place.one(\.flagship, g) }
    }
    static func relations(
        _ place: some Place<Self>, _ at: Ground, _ depth: Int, _ choices: inout Grammar.Choices<any Relating>, _ g: Grammar
    ) {
        choices.add("plain many-to-many") { g.refined(place.many(\.pennants), at, depth) }
        choices.add("many-to-many through a model") { g.refined(place.many(\.sailors), at, depth) }
        choices.add("many-to-many with roles") { g.refined(place.many(\.officers), at, depth) }
        choices.add("has many of the same model") { g.refined(place.many(\.escorts), at, depth) }
    }
    static func keys(_ place: some Place<Self>, _ at: Ground, _ choices: inout Grammar.Choices<Expr<Bool>>, _ g: Grammar) {
        choices.add("own key") { g.keyQuestion(place.lifted(\.id), at) }
        choices.add("required key") { g.keyQuestion(place.lifted(\.captainID), at) }
        choices.add("key that may be absent") { g.keyQuestion(place.lifted(\.quayID), at) }
        choices.add("key of the same model") { g.keyQuestion(place.lifted(\.flagshipID), at) }
    }
}

extension Quay.Fields: DrawnFields {
    static var columns: Columns<Self> {
        Columns(texts: [\.name], codes: [\.code], maybeIntegers: [\.depth], dates: [\.deleted], days: [\.founded])
    }
    static func steps(_ place: some Place<Self>, _ choices: inout Grammar.Choices<any Place>, _ g: Grammar) {}
    static func relations(
        _ place: some Place<Self>, _ at: Ground, _ depth: Int, _ choices: inout Grammar.Choices<any Relating>, _ g: Grammar
    ) {
        choices.add("has many over a key that may be absent") { g.refined(place.many(\.vessels), at, depth) }
    }
    static func keys(_ place: some Place<Self>, _ at: Ground, _ choices: inout Grammar.Choices<Expr<Bool>>, _ g: Grammar) {
        choices.add("own key") { g.keyQuestion(place.lifted(\.id), at) }
    }
}

extension Captain.Fields: DrawnFields {
    static var columns: Columns<Self> {
        Columns(texts: [\.name], maybeTexts: [\.nick], integers: [\.age], reals: [\.fame], dates: [\.deleted])
    }
    static func steps(_ place: some Place<Self>, _ choices: inout Grammar.Choices<any Place>, _ g: Grammar) {
        choices.add("step over a key that may be absent") { place.one(\.home, g) }
        choices.add("step to the one that refers here") { place.one(\.permit, g) }
    }
    static func relations(
        _ place: some Place<Self>, _ at: Ground, _ depth: Int, _ choices: inout Grammar.Choices<any Relating>, _ g: Grammar
    ) {
        choices.add("has many") { g.refined(place.many(\.vessels), at, depth) }
    }
    static func keys(_ place: some Place<Self>, _ at: Ground, _ choices: inout Grammar.Choices<Expr<Bool>>, _ g: Grammar) {
        choices.add("own key") { g.keyQuestion(place.lifted(\.id), at) }
        choices.add("key that may be absent") { g.keyQuestion(place.lifted(\.homeID), at) }
    }
}

extension Permit.Fields: DrawnFields {
    static var columns: Columns<Self> {
        Columns(integers: [\.number], dates: [\.deleted], extremes: [\.expires], days: [\.issued])
    }
    static func steps(_ place: some Place<Self>, _ choices: inout Grammar.Choices<any Place>, _ g: Grammar) {
        choices.add("step over a required key") { place.one(\.captain, g) }
    }
    static func relations(
        _ place: some Place<Self>, _ at: Ground, _ depth: Int, _ choices: inout Grammar.Choices<any Relating>, _ g: Grammar
    ) {}
    static func keys(_ place: some Place<Self>, _ at: Ground, _ choices: inout Grammar.Choices<Expr<Bool>>, _ g: Grammar) {
        choices.add("own key") { g.keyQuestion(place.lifted(\.id), at) }
        choices.add("required key") { g.keyQuestion(place.lifted(\.captainID), at) }
    }
}

extension Pennant.Fields: DrawnFields {
    static var columns: Columns<Self> { Columns(texts: [\.text], maybeIntegers: [\.rank], dates: [\.deleted]) }
    static func steps(_ place: some Place<Self>, _ choices: inout Grammar.Choices<any Place>, _ g: Grammar) {}
    static func relations(
        _ place: some Place<Self>, _ at: Ground, _ depth: Int, _ choices: inout Grammar.Choices<any Relating>, _ g: Grammar
    ) {
        choices.add("plain many-to-many, from the other end") { g.refined(place.many(\.vessels), at, depth) }
    }
    static func keys(_ place: some Place<Self>, _ at: Ground, _ choices: inout Grammar.Choices<Expr<Bool>>, _ g: Grammar) {
        choices.add("own key") { g.keyQuestion(place.lifted(\.id), at) }
    }
}

extension Sailor.Fields: DrawnFields {
    /// The other end of a relation that is declared on one side only.
    var served: ToManyThrough<Vessel, Duty> { inverse(\Vessel.officers) }

    static var columns: Columns<Self> { Columns(texts: [\.name], maybeDecimals: [\.wage], dates: [\.deleted]) }
    static func steps(_ place: some Place<Self>, _ choices: inout Grammar.Choices<any Place>, _ g: Grammar) {
        choices.add("step over a key that may be absent") { place.one(\.home, g) }
    }
    static func relations(
        _ place: some Place<Self>, _ at: Ground, _ depth: Int, _ choices: inout Grammar.Choices<any Relating>, _ g: Grammar
    ) {
        choices.add("many-to-many through a model, from the other end") { g.refined(place.many(\.vessels), at, depth) }
        choices.add("inverse of a relation") { g.refined(place.many(\.served), at, depth) }
    }
    static func keys(_ place: some Place<Self>, _ at: Ground, _ choices: inout Grammar.Choices<Expr<Bool>>, _ g: Grammar) {
        choices.add("own key") { g.keyQuestion(place.lifted(\.id), at) }
        choices.add("key that may be absent") { g.keyQuestion(place.lifted(\.homeID), at) }
    }
}

extension Berth.Fields: DrawnFields {
    static var columns: Columns<Self> {
        Columns(texts: [\.role], maybeIntegers: [\.pay], dates: [\.since, \.deleted])
    }
    static func steps(_ place: some Place<Self>, _ choices: inout Grammar.Choices<any Place>, _ g: Grammar) {
        choices.add("step from a link") { place.one(\.vessel, g) }
        choices.add("step from a link, the other way") { place.one(\.sailor, g) }
    }
    static func relations(
        _ place: some Place<Self>, _ at: Ground, _ depth: Int, _ choices: inout Grammar.Choices<any Relating>, _ g: Grammar
    ) {}
    static func keys(_ place: some Place<Self>, _ at: Ground, _ choices: inout Grammar.Choices<Expr<Bool>>, _ g: Grammar) {
        choices.add("own key") { g.keyQuestion(place.lifted(\.id), at) }
        choices.add("required key") { g.keyQuestion(place.lifted(\.vesselID), at) }
        choices.add("required key") { g.keyQuestion(place.lifted(\.sailorID), at) }
    }
}

extension Duty.Fields: DrawnFields {
    static var columns: Columns<Self> { Columns(texts: [\.role], maybeIntegers: [\.hours], dates: [\.deleted]) }
    static func steps(_ place: some Place<Self>, _ choices: inout Grammar.Choices<any Place>, _ g: Grammar) {
        choices.add("step from a link") { place.one(\.vessel, g) }
        choices.add("step from a link, the other way") { place.one(\.sailor, g) }
    }
    static func relations(
        _ place: some Place<Self>, _ at: Ground, _ depth: Int, _ choices: inout Grammar.Choices<any Relating>, _ g: Grammar
    ) {}
    static func keys(_ place: some Place<Self>, _ at: Ground, _ choices: inout Grammar.Choices<Expr<Bool>>, _ g: Grammar) {
        choices.add("own key") { g.keyQuestion(place.lifted(\.id), at) }
        choices.add("required key") { g.keyQuestion(place.lifted(\.sailorID), at) }
    }
}
