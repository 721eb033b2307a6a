using System.Text.RegularExpressions;
using Assay.Studies.Frequency;

namespace Assay.Tests.Repository;

public class ReadmeTests
{
    [Fact]
    public void CodeIsTheExample()
    {
        var code = Regex.Match(Sources.Read("README.md"), "```csharp\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var example = Sources.Read("examples", "product.cs");

        Assert.Equal(example[(example.IndexOf('\n') + 1)..], code);
    }

    [Fact]
    public void NamesPresetsThatExist()
    {
        var named = Regex.Matches(Sources.Read("README.md"), @"--preset (\w+)").Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(new FrequencyStudy().Presets.Select(preset => preset.Name)));
    }

    [Fact]
    public void LinksLeadToFiles()
    {
        var links = Regex.Matches(Sources.Read("README.md"), @"\]\(([^)#]+)\)").Select(match => match.Groups[1].Value).Where(link => !link.Contains("://"));

        foreach (var link in links) Assert.True(File.Exists(Path.Combine(Sources.Root, link)), $"README links to {link}, which is not there");
    }
}
