using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Assay.Tests.Repository;

public class ProjectReferenceTests
{
    static readonly string[] All = ["Tensors", "Data", "Modules", "Training", "Runs", "Statistics", "Sweeps", "Diagnosis", "Reports", "Studies", "Faults", "Cli"];

    /// <summary>The table of docs/architecture.md.</summary>
    public static TheoryData<string, string[]> Allowed => new()
    {
        { "Tensors", [] },
        { "Data", ["Tensors"] },
        { "Modules", ["Tensors"] },
        { "Runs", [] },
        { "Training", ["Tensors", "Data", "Modules", "Runs"] },
        { "Statistics", [] },
        { "Sweeps", ["Runs", "Statistics"] },
        { "Diagnosis", ["Runs", "Statistics"] },
        { "Reports", ["Runs", "Statistics", "Sweeps", "Diagnosis"] },
        { "Studies", ["Tensors", "Data", "Modules", "Training", "Runs", "Statistics", "Sweeps", "Diagnosis"] },
        { "Faults", ["Tensors", "Data", "Modules", "Training", "Runs", "Statistics", "Diagnosis", "Studies"] },
        { "Cli", ["Tensors", "Data", "Modules", "Training", "Runs", "Statistics", "Sweeps", "Diagnosis", "Reports", "Studies", "Faults"] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void ReferencesOnlyWhatTheArchitectureAllows(string project, string[] allowed)
    {
        var references = References(project);

        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void EveryProjectIsInTheTable()
    {
        var folders = Directory.GetDirectories(Path.Combine(Sources.Root, "src")).Select(folder => Path.GetFileName(folder)!["Assay.".Length..]);
        var architecture = Sources.Read("docs", "architecture.md");

        Assert.Equal(All.Order(), folders.Order());
        foreach (var project in All) Assert.Contains($"| `Assay.{project}` |", architecture);
    }

    [Fact]
    public void OnlyTensorsAllowsUnsafeCode()
    {
        foreach (var project in All.Except(["Tensors"]))
            Assert.DoesNotContain("AllowUnsafeBlocks", Sources.Read("src", $"Assay.{project}", $"Assay.{project}.csproj"));
    }

    static IEnumerable<string> References(string project) =>
        XDocument.Parse(Sources.Read("src", $"Assay.{project}", $"Assay.{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Regex.Match((string)reference.Attribute("Include")!, @"Assay\.(\w+)\.csproj$").Groups[1].Value);
}
