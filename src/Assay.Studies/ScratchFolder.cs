namespace Assay.Studies;

/// <summary>A folder that stays where it was asked for, and one that goes where none was.</summary>
sealed class ScratchFolder(string? kept) : IDisposable
{
    public string Path { get; } = kept is null ? Directory.CreateTempSubdirectory("assay-").FullName : System.IO.Path.GetFullPath(kept);

    public void Dispose()
    {
        if (kept is null) Directory.Delete(Path, recursive: true);
    }
}
