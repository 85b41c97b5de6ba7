import Foundation

/// The Swift compiler, for tests of programs that are written while they run: against the modules that this test run was built from.
package struct SwiftCompiler: Sendable {
    /// Where the build put the modules, the objects and the macro plug-in.
    package let products: URL

    package struct NotFound: Error {}

    /// Throws where the products of the build are not found.
    package init() throws {
        guard let found = Self.findProducts() else { throw NotFound() }
        products = found
    }

    /// What every call needs: the language, the modules, the plug-ins of the macros.
    private var flags: [String] {
        get async throws {
            var flags = [
                "-swift-version", "6", "-parse-as-library", "-enable-testing", "-package-name", Self.package,
                "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature", "MemberImportVisibility",
                "-enable-upcoming-feature", "NonisolatedNonsendingByDefault",
                "-I", products.appending(path: "Modules").path, "-module-cache-path", products.appending(path: "ModuleCache").path,
                "-Xfrontend", "-load-plugin-executable", "-Xfrontend",
                products.appending(path: "JunctionMacros-tool").path + "#JunctionMacros",
            ]
            for library in ["CSQLite", "CLibPQ"] {
                flags += ["-Xcc", "-fmodule-map-file=\(Program.root)/Sources/\(library)/module.modulemap"]
            }
            // Where libpq has its headers in a folder of their own.
            let headers = (try? await Program.run("pkg-config", ["--cflags-only-I", "libpq", "sqlite3"])) ?? ""
            for flag in headers.split(whereSeparator: \.isWhitespace) { flags += ["-Xcc", String(flag)] }
            return flags
        }
    }

    /// The name that the package manager gives this package: that of its folder.
    private static let package = URL(fileURLWithPath: Program.root).lastPathComponent.lowercased()
        .replacing(#/[^\w]|^\d/#, with: "_")

    #if os(macOS)
    private static let command = ["xcrun", "swiftc"]
    #else
    private static let command = ["swiftc"]
    #endif

    private func run(_ arguments: [String]) async throws {
        _ = try await Program.run(Self.command[0], Self.command.dropFirst() + arguments)
    }

    /// Checks the types of files; an error with what the compiler said where they have mistakes. Warnings are mistakes, too.
    package func check(_ files: [URL]) async throws {
        try await run(["-typecheck", "-warnings-as-errors"] + flags + files.map(\.path))
    }

    /// Makes a module of files, and its objects, in a folder.
    package func makeModule(_ name: String, of files: [URL], in folder: URL) async throws {
        let module = folder.appending(path: name + ".swiftmodule").path
        let object = folder.appending(path: name + ".o").path
        try await run(
            ["-emit-module", "-emit-module-path", module, "-emit-object", "-whole-module-optimization", "-o", object, "-module-name", name]
                + flags + files.map(\.path))
    }

    /// Makes a program of files and of modules in the folder, with the objects of targets of this package.
    package func makeProgram(
        _ name: String, of files: [URL], modules: [String], targets: [String], arguments: [String], in folder: URL
    ) async throws -> URL {
        let program = folder.appending(path: name)
        var objects = modules.map { folder.appending(path: $0 + ".o").path }
        for target in targets {
            // Not all that lies there: objects of sources that are gone do, too.
            let map = products.appending(path: target + ".build/output-file-map.json")
            let files = try JSONDecoder().decode([String: [String: String]].self, from: Data(contentsOf: map))
            objects += files.values.compactMap { $0["object"] }.sorted()
        }
        try await run(
            ["-emit-executable", "-o", program.path, "-module-name", name, "-I", folder.path] + flags + arguments + files.map(\.path)
                + objects)
        return program
    }

    /// The folder of the running test bundle, or one above it, that has the module of Junction.
    package static func findProducts() -> URL? {
        var paths = ProcessInfo.processInfo.arguments + Bundle.allBundles.map(\.bundlePath)
        if let executable = Bundle.main.executablePath { paths.insert(executable, at: 0) }
        for path in paths where path.contains("/") {
            var folder = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            while folder.path != "/" {
                folder.deleteLastPathComponent()
                if FileManager.default.fileExists(atPath: folder.appending(path: "Modules/Junction.swiftmodule").path) { return folder }
            }
        }
        return nil
    }
}
