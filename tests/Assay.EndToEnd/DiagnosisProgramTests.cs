using System.Text.Json;

namespace Assay.EndToEnd;

/// <summary>Diagnosis through the program.</summary>
public class DiagnosisProgramTests
{
    static readonly string[] Original = ["train", "frequency", "--preset", "original", "--set", "epochs=1", "--set", "hidden=8", "--quiet"];

    static readonly string[] Small = ["train", "frequency", "--set", "hidden=8", "--set", "epochs=3", "--set", "passes=1", "--quiet"];

    [Fact]
    public void TheOriginalRunHasLearnedNothingAndNotForLackOfWidth()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Shell.Assay(folder.Path, Original).Code);

        var (code, page, error) = Shell.Assay(folder.Path, "diagnose", "latest", "--write");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("FAULTY", page, StringComparison.Ordinal);
        var run = Directory.GetDirectories(folder.File("runs")).Single(path => File.Exists(Path.Combine(path, "run.json")));
        Assert.Contains("</svg>", File.ReadAllText(Path.Combine(run, "diagnosis.html")), StringComparison.Ordinal);
        var document = JsonDocument.Parse(Shell.Assay(folder.Path, "diagnose", "latest", "--json").Out).RootElement;
        var ids = document.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("id").GetString()).ToList();
        Assert.Contains("nothing-learned", ids);
        Assert.DoesNotContain("capacity-limit", ids);
    }

    [Fact]
    public void WatchingChangesNoBit()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(0, Shell.Assay(folder.Path, [.. Small, "--runs", "plain"]).Code);
        Assert.Equal(0, Shell.Assay(folder.Path, [.. Small, "--runs", "watched", "--watch", "warn"]).Code);

        Assert.Equal(Metrics("plain"), Metrics("watched"));
        Assert.Equal(Checkpoint("plain"), Checkpoint("watched"));

        string Metrics(string runs) => JsonDocument.Parse(Shell.Assay(folder.Path, "show", "latest", "--json", "--runs", runs).Out).RootElement.GetProperty("metrics").GetRawText();
        byte[] Checkpoint(string runs) => File.ReadAllBytes(Directory.GetFiles(folder.File(runs), "best.safetensors", SearchOption.AllDirectories).Single());
    }
}
