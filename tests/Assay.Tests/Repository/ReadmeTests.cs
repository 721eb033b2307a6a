using System.Text.RegularExpressions;
using Assay.Studies;
using Assay.Studies.Frequency;
using Assay.Studies.NextVector;
using Assay.Studies.Poetry;
using Assay.Studies.Ternary;

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
        Study[] studies = [new FrequencyStudy(), new PoetryStudy(), new NextVectorStudy(), new TernaryStudy()];
        var named = Regex.Matches(Sources.Read("README.md"), @"(train|sweep) ([\w-]+) --preset ([\w-]+)").ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name =>
        {
            var study = studies.Single(study => study.Name == name.Groups[2].Value);
            Assert.Contains(name.Groups[3].Value, name.Groups[1].Value == "sweep" ? study.Sweeps.Select(sweep => sweep.Plan.Name) : study.Presets.Select(preset => preset.Name));
        });
    }

    [Fact]
    public void LinksLeadToFiles()
    {
        var links = Regex.Matches(Sources.Read("README.md"), @"\]\(([^)#]+)\)").Select(match => match.Groups[1].Value).Where(link => !link.Contains("://"));

        foreach (var link in links) Assert.True(File.Exists(Path.Combine(Sources.Root, link)), $"README links to {link}, which is not there");
    }
}
