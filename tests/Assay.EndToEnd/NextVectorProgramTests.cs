namespace Assay.EndToEnd;

/// <summary>The example of docs/next-vector.md.</summary>
public class NextVectorProgramTests
{
    [Fact]
    public void TheExampleRuns()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = Shell.Run(folder.Path, null, "dotnet", "run", "-c", "Release", Path.Combine(Shell.Root, "examples", "next-vector.cs"));

        Assert.True(code == 0, output + error);
        Assert.Contains("linear average 0.", output, StringComparison.Ordinal);
        Assert.EndsWith("True\n", output, StringComparison.Ordinal);
    }
}
