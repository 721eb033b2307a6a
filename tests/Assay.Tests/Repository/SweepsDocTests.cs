using System.Text.RegularExpressions;
using Assay.Studies;
using Assay.Studies.Frequency;
using Assay.Sweeps;
using Assay.Tests.Runs;

namespace Assay.Tests.Repository;

public class SweepsDocTests
{
    static readonly string Page = Sources.Read("docs", "sweeps.md");

    [Fact]
    public void CodeIsThatOfTheExample()
    {
        var example = Sources.Read("examples", "sweep.cs");

        Assert.Equal(example[(example.IndexOf('\n') + 1)..], Assert.Single(Regex.Matches(Page, "```csharp\n(.*?)```", RegexOptions.Singleline)).Groups[1].Value);
    }

    [Fact]
    public void TheFileIsASweep()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("sweep.yaml"), Assert.Single(Regex.Matches(Page, "```yaml\n(.*?)```", RegexOptions.Singleline)).Groups[1].Value);

        var (_, plan) = SweepYaml.Read(folder.File("sweep.yaml"), _ => new FrequencyStudy());

        Assert.Equal([("rates", 3, "tpe"), ("widths", 2, "grid")], plan.Phases.Select(phase => (phase.Name, phase.Vary.Count + phase.Configurations.Count, phase.Sampler)));
        Assert.Equal(Goal.Minimize, plan.Goal);
    }

    [Fact]
    public void LinksLeadToFiles()
    {
        foreach (Match link in Regex.Matches(Page, @"\]\(([^)#:]+)\)"))
            Assert.True(File.Exists(Path.Combine(Sources.Root, "docs", link.Groups[1].Value)), $"docs/sweeps.md links to {link.Groups[1].Value}, which is not there");
    }
}
