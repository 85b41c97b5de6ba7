import Junction

@Model
struct Package {
    var id: Key<Package>
    @Unique @MaxLength(100) var name: String
    @MaxLength(100) var version: String
    @Indexed @MaxLength(50) var section: String
    @MaxLength(20) var priority: String
    @Column("installed_size_kib") var installedSizeKiB: Int
    var summary: String
    @ManyToMany var tags: Many<Tag>
    @ManyToMany(from: \.packageID, to: \.neededID, orderedBy: \.rank) var dependencies: Many<Package>.Through<Dependency>
    @Inverse(\Package.dependencies) var dependents: Many<Package>.Through<Dependency>
}

/// A package needs another one, perhaps in certain versions.
@Model
struct Dependency {
    var id: Key<Dependency>
    @ForeignKey(onDelete: .cascade) var packageID: Key<Package>
    @ForeignKey(onDelete: .restrict) var neededID: Key<Package>
    /// Such as `>= 2.34`; nil where any version will do.
    var constraint: String?
    /// Its place among the dependencies of the package.
    var rank: Int

    static let options = Options<Self>(plural: "Dependencies", unique: { [[$0.packageID, $0.neededID]] })
}

@Model
struct Tag {
    var id: Key<Tag>
    @Unique @MaxLength(100) var name: String
    @Inverse(\Package.tags) var packages: Many<Package>
}
