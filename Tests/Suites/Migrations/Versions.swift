import Foundation
import Junction

// Models as they were at one time, each version in a name of its own; the tables have the same names.

enum PlainVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String
        var stars: Int
        var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        @Digits(10, 2) var price: Decimal
    }
    static let models: [any Model.Type] = [Album.self]
}

enum OptionalAddedVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String
        @MaxLength(20) var label: String?
        var stars: Int
        var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        @Digits(10, 2) var price: Decimal
        @DeletedAt var deletedAt: Date?
    }
    static let models: [any Model.Type] = [Album.self]
}

enum RequiredAddedVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String
        var stars: Int
        var copies: Int = 7
        var code: String
        var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        @Digits(10, 2) var price: Decimal
    }
    static let models: [any Model.Type] = [Album.self]
}

enum DroppedVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String
        var isLive: Bool = false
    }
    static let models: [any Model.Type] = [Album.self]
}

enum ColumnRenamedVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var name: String
        @Check(0...9) var rating: Int
        var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        @Digits(10, 2) var price: Decimal
    }
    static let models: [any Model.Type] = [Album.self]
}

enum TableRenamedVersion {
    @Model struct Disc {
        var id: Key<Disc>
        @MaxLength(100) var title: String
        var stars: Int
        var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        @Digits(10, 2) var price: Decimal
    }
    static let models: [any Model.Type] = [Disc.self]
}

enum BothRenamedVersion {
    @Model struct Disc {
        var id: Key<Disc>
        @MaxLength(100) @Unique var name: String
        var stars: Int
        var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        @Digits(10, 2) var price: Decimal
    }
    static let models: [any Model.Type] = [Disc.self]
}

enum LongerVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(200) var title: String
        var stars: Int
        @MaxLength(500) var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        @Digits(12, 2) var price: Decimal
    }
    static let models: [any Model.Type] = [Album.self]
}

enum ShorterVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(30) var title: String
        var stars: Int
        @MaxLength(30) var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        @Digits(8, 1) var price: Decimal
    }
    static let models: [any Model.Type] = [Album.self]
}

enum UnlimitedVersion {
    @Model struct Album {
        var id: Key<Album>
        var title: String
        var stars: Int
        var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        var price: Decimal
    }
    static let models: [any Model.Type] = [Album.self]
}

enum RequiredVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String
        var stars: Int
        var note: String = "none"
        var isLive: Bool = false
        var released: CalendarDate
        @Digits(10, 2) var price: Decimal
    }
    static let models: [any Model.Type] = [Album.self]
}

enum RelaxedVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String?
        var stars: Int?
        var note: String?
        var isLive: Bool?
        var released: CalendarDate?
        @Digits(10, 2) var price: Decimal?
    }
    static let models: [any Model.Type] = [Album.self]
}

enum TextsVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String
        var stars: String
        var note: String?
        var isLive: Bool = false
        var released: Date?
        @Digits(10, 2) var price: Decimal
    }
    static let models: [any Model.Type] = [Album.self]
}

enum NumbersVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String
        var stars: Decimal
        var note: String?
        var isLive: Int = 0
        var released: CalendarDate?
        @Digits(10, 2) var price: Decimal
    }
    static let models: [any Model.Type] = [Album.self]
}

enum RealsVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String
        var stars: Double
        var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        var price: Int
    }
    static let models: [any Model.Type] = [Album.self]
}

enum ConstrainedVersion {
    @Model struct Album {
        var id: Key<Album>
        @Unique @MaxLength(100) var title: String
        @Check(1...5) var stars: Int
        var note: String?
        var isLive: Bool = false
        @Indexed var released: CalendarDate?
        @Digits(10, 2) var price: Decimal
        static let options = Options<Self>(
            unique: { [[$0.title, $0.stars]] }, indexes: { [[$0.stars, $0.isLive]] })
    }
    static let models: [any Model.Type] = [Album.self]
}

enum ConstrainedOtherwiseVersion {
    @Model struct Album {
        var id: Key<Album>
        @MaxLength(100) var title: String
        @Check(0...10) var stars: Int
        @Indexed var note: String?
        var isLive: Bool = false
        var released: CalendarDate?
        @Digits(10, 2) var price: Decimal
        static let options = Options<Self>(
            unique: { [[$0.title, $0.isLive]] }, indexes: { [[$0.isLive, $0.stars]] })
    }
    static let models: [any Model.Type] = [Album.self]
}
