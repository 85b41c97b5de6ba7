import Foundation
import Junction

// The models of the differential test: every kind of column and of relation, each table soft-deletable but the one that Junction makes.

@Model
struct Quay {
    var id: Key<Quay>
    var name: String
    /// In ASCII, for what databases promise of ASCII only.
    var code: String
    var depth: Int?
    var founded: CalendarDate?
    @HasMany(\Vessel.quayID) var vessels: HasMany<Vessel>
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(ordering: { [$0.name] })
}

@Model
struct Captain {
    var id: Key<Captain>
    var name: String
    var nick: String?
    var age: Int
    var fame: Double?
    var homeID: Key<Quay>?
    @HasMany(\Vessel.captainID) var vessels: HasMany<Vessel>
    @HasOne(\Permit.captainID) var permit: One<Permit>
    @DeletedAt var deleted: Date?
}

@Model
struct Permit {
    var id: Key<Permit>
    @Unique var captainID: Key<Captain>
    var number: Int
    var issued: CalendarDate?
    /// As early and as late as databases keep.
    var expires: Date?
    @DeletedAt var deleted: Date?
}

enum VesselKind: String, ColumnValue, CaseIterable { case barge, tug, yacht }

struct VesselPapers: JSONColumnValue {
    var size: Int?
    var ratio: Double?
    var title: String?
    var isValid: Bool?
    var tags: [String]?
}

@Model
struct Vessel {
    var id: Key<Vessel>
    var captainID: Key<Captain>
    var quayID: Key<Quay>?
    var flagshipID: Key<Vessel>?
    var name: String
    var motto: String?
    /// In ASCII; some are numbers.
    var code: String
    var crew: Int
    var guns: Int?
    /// As great and as small as databases keep.
    var mark: Int
    var tonnage: Double?
    @Digits(12, 3) var price: Decimal
    @Digits(12, 3) var toll: Decimal?
    var isArmed: Bool
    var isSafe: Bool?
    var launched: Date?
    var built: CalendarDate?
    var token: UUID?
    var kind: VesselKind
    var papers: VesselPapers?
    @ManyToMany var pennants: Many<Pennant>
    @ManyToMany var sailors: Many<Sailor>.Through<Berth>
    @ManyToMany var officers: Many<Sailor>.Through<Duty>
    @HasMany(\Vessel.flagshipID) var escorts: HasMany<Vessel>
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(ordering: { [$0.quay.name, $0.name] })
}

@Model
struct Pennant {
    var id: Key<Pennant>
    var text: String
    var rank: Int?
    @Inverse(\Vessel.pennants) var vessels: Many<Vessel>
    @DeletedAt var deleted: Date?
}

@Model
struct Sailor {
    var id: Key<Sailor>
    var name: String
    @Digits(12, 3) var wage: Decimal?
    var homeID: Key<Quay>?
    @Inverse(\Vessel.sailors) var vessels: Many<Vessel>.Through<Berth>
    @DeletedAt var deleted: Date?
}

@Model
struct Berth {
    var id: Key<Berth>
    var vesselID: Key<Vessel>
    var sailorID: Key<Sailor>
    var role: String
    var pay: Int?
    var since: Date?
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(unique: { [[$0.vesselID, $0.sailorID]] })
}

/// One sailor may have several duties on one vessel.
@Model
struct Duty {
    var id: Key<Duty>
    var vesselID: Key<Vessel>
    var sailorID: Key<Sailor>
    var role: String
    var hours: Int?
    @DeletedAt var deleted: Date?

    static let options = Options<Self>(unique: { [[$0.vesselID, $0.sailorID, $0.role]] })
}

enum Fleet {
    static let models: [any Model.Type] = [
        Quay.self, Captain.self, Permit.self, Vessel.self, Pennant.self, Sailor.self, Berth.self, Duty.self,
    ]
}
