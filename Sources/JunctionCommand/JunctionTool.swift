public import ArgumentParser

/// The commands of the tool `junction`, for whatever databases a program knows.
///
/// ```swift
/// let tool = JunctionTool<Files>.self
/// let command = try tool.parseAsRoot(["inspect", path])
/// ```
/// It ends with 0, with 1 where a command could not do its work, and with 64 where it was called in a wrong way; what went wrong stands on
/// standard error.
public struct JunctionTool<Databases: CommandDatabases>: AsyncParsableCommand {
    /// The name and the commands.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "junction", abstract: "Tools for databases that are used with Junction.",
            discussion: "Ends with 0, with 1 where a command failed, with 64 where it was called in a wrong way.",
            subcommands: [InspectCommand<Databases>.self])
    }

    /// The parser makes it.
    public init() {}
}
