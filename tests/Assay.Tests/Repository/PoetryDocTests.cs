using System.Text.RegularExpressions;
using Assay.Studies.Poetry;

namespace Assay.Tests.Repository;

public class PoetryDocTests
{
    static readonly string Page = Sources.Read("docs", "poetry.md");

    [Fact]
    public void CodeIsThatOfTheExamplesInTheirOrder()
    {
        var code = Regex.Matches(Page, "```csharp\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);
        var examples = new[] { "simple", "intermediate", "advanced" }.Select(name => Sources.Read("examples", $"poetry-{name}.cs")).Select(text => text[(text.IndexOf('\n') + 1)..]);

        Assert.Equal(examples, code);
    }

    [Fact]
    public void PresetsAreThoseThereAre()
    {
        var rows = Regex.Matches(Page, @"^\| `(\w+)` \| (?:.*?) \| ([\d,]+) \| ([\d.]+) \|", RegexOptions.Multiline)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value));

        Assert.Equal(Assay.Studies.Poetry.Poetry.Presets.Take(6).Select(preset => (preset.Name, FormattableString.Invariant($"{preset.Parameters:N0}"), FormattableString.Invariant($"{preset.Compression:F1}"))), rows);
    }

    [Fact]
    public void LinksLeadToFiles()
    {
        foreach (Match link in Regex.Matches(Page, @"\]\(([^)#:]+)\)"))
            Assert.True(File.Exists(Path.Combine(Sources.Root, "docs", link.Groups[1].Value)), $"docs/poetry.md links to {link.Groups[1].Value}, which is not there");
    }
}
