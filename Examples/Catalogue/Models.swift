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
}

@Model
struct Tag {
    var id: Key<Tag>
    @Unique @MaxLength(100) var name: String
    @Inverse(\Package.tags) var packages: Many<Package>
}
