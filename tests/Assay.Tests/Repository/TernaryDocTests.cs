using System.Text.RegularExpressions;
using Assay.Studies.Ternary;

namespace Assay.Tests.Repository;

public class TernaryDocTests
{
    static readonly string Page = Sources.Read("docs", "ternary.md");

    [Fact]
    public void LinksLeadToFiles()
    {
        foreach (Match link in Regex.Matches(Page, @"\]\(([^)#:]+)\)"))
            Assert.True(File.Exists(Path.Combine(Sources.Root, "docs", link.Groups[1].Value)), $"docs/ternary.md links to {link.Groups[1].Value}, which is not there");
    }

    [Fact]
    public void EveryPresetAndEveryLossIsNamed()
    {
        foreach (var preset in TernaryPresets.All) Assert.Contains($"`{preset.Name}`", Page, StringComparison.Ordinal);
        foreach (var loss in TernarySettings.All.Where(setting => setting.Name.StartsWith("loss.", StringComparison.Ordinal) && setting.Name.Count(letter => letter == '.') == 1))
            Assert.Contains($"`{loss.Name}`", Page, StringComparison.Ordinal);
    }
}
