import ArgumentParser
import Junction
import JunctionCommand
import JunctionSQLite

#if POSTGRES
import JunctionPostgres
#endif

/// The tool `junction`: all that it knows itself is which databases there are.
@main
enum Tool: CommandDatabases {
    static func main() async { await JunctionTool<Tool>.main() }

    #if POSTGRES
    static let databases: [DatabaseKind] = [.sqlite, .postgres]
    #else
    static let databases: [DatabaseKind] = [.sqlite]
    #endif
}
