import Junction

extension Story {
    /// A plain many-to-many relation: which modules a configuration has.
    func modules() async throws {
        tell.chapter("Modules of a configuration: a plain many-to-many relation")
        let core = try await tell.step(
            "Insert a row: what comes back is the row as stored, with its key",
            #"DatabaseModule(code: "CORE", summary: "Core services").insert(on: db)"#
        ) {
            try await DatabaseModule(code: "CORE", summary: "Core services").insert(on: db)
        }
        let crm = try await DatabaseModule(code: "CRM", summary: "Customers").insert(on: db)
        let web = try await DatabaseModule(code: "WEB", summary: "Web shop").insert(on: db)
        let stats = try await DatabaseModule(code: "STATS", summary: "Statistics").insert(on: db)
        let spare = try await DatabaseModule(code: "SPARE", summary: "Spare part").insert(on: db)
        let config = try await DatabaseConfig(summary: "Main database", databaseName: "production").insert(on: db)

        try await tell.step("Add one", "config.modules.add(core, on: db)", expecting: ["added 1"]) {
            try await config.modules.add(core, on: db)
        }
        let many = try await tell.step(
            "Add many: one that is linked already is no mistake and is not touched", "config.modules.add(core, crm, web, on: db)"
        ) {
            try await config.modules.add(core, crm, web, on: db)
        }
        try tell.check(Set(many.added) == [crm.id, web.id] && many.existing == [core.id], "two are new, one was there")

        try await tell.step("Add by key", "config.modules.add(keys: [stats.id], on: db)", expecting: ["added 4"]) {
            try await config.modules.add(keys: [stats.id], on: db)
        }
        try await refused(config, spare)
        try await walk(config, core)

        try await tell.step("Remove one", "config.modules.remove(crm, on: db)", expecting: ["removed 2"]) {
            try await config.modules.remove(crm, on: db)
        }
        try await tell.step("Set: the smallest change that ends with exactly these", "config.modules.set([core, web, spare], on: db)") {
            try await config.modules.set([core, web, spare], on: db)
        }
        try await tell.step(
            "Exactly these", "config.modules.order { $0.code }.all(on: db)",
            expecting: ["CORE Core services", "SPARE Spare part", "WEB Web shop"]
        ) {
            try await config.modules.order { $0.code }.all(on: db)
        }
    }

    /// The notes say that Django adds an invalid key in silence. Here nothing fails silently.
    private func refused(_ config: DatabaseConfig, _ spare: DatabaseModule) async throws {
        try await tell.refusal(
            "Add a key that does not exist, together with one that does", "config.modules.add(keys: [spare.id, Key(99)], on: db)"
        ) {
            try await config.modules.add(keys: [spare.id, Key(99)], on: db)
        }
        try await tell.step("Nothing was written: there are as many as before", "config.modules.count(on: db)", expecting: ["4"]) {
            try await config.modules.count(on: db)
        }
        try await tell.step(
            "… and the one that does exist is not among them", "config.modules.contains(spare, on: db)", expecting: ["no"]
        ) {
            try await config.modules.contains(spare, on: db)
        }
        try await tell.refusal(
            "A code of eleven characters does not get as far as the database",
            #"DatabaseModule(code: "ELEVENCHARS", summary: "").insert(on: db)"#
        ) {
            try await DatabaseModule(code: "ELEVENCHARS", summary: "").insert(on: db)
        }
    }

    /// The relation from its other end, and the rows as people read them.
    private func walk(_ config: DatabaseConfig, _ core: DatabaseModule) async throws {
        try await tell.step(
            "From the other end, which is not even declared",
            #"DatabaseModule.filter { $0.inverse(\DatabaseConfig.modules).contains(config) }.count(on: db)"#, expecting: ["4"]
        ) {
            try await DatabaseModule.filter { $0.inverse(\DatabaseConfig.modules).contains(config) }.count(on: db)
        }
        try await tell.step(
            "Labels: the string form, made by the database", "config.modules.order { $0.code }.labels(on: db).map { $0.label }",
            expecting: ["CORE Core services", "CRM Customers", "STATS Statistics", "WEB Web shop"]
        ) {
            try await config.modules.order { $0.code }.labels(on: db).map { $0.label }
        }
        try await tell.step("Names for people", "DatabaseModule.options.name, DatabaseConfig.options.plural") {
            [DatabaseModule.options.name, DatabaseConfig.options.plural]
        }
        _ = try await DatabaseConfig(summary: "Last year", databaseName: "archive").insert(on: db)
        try await tell.step(
            "A model's own order: by database name, though production came first", "DatabaseConfig.all(on: db)",
            expecting: ["archive Last year", "production Main database"]
        ) {
            try await DatabaseConfig.all(on: db)
        }
    }
}
