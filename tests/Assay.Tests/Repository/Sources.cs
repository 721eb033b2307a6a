using System.Runtime.CompilerServices;

namespace Assay.Tests.Repository;

/// <summary>Where this test project's sources, and so the whole repository, are.</summary>
static class Sources
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    public static string Read(params string[] parts) => File.ReadAllText(Path.Combine([Root, .. parts]));

    static string ThisFile([CallerFilePath] string path = "") => path;
}
