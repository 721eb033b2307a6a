using System.Text.RegularExpressions;

namespace Assay.Tests.Repository;

public class NextVectorDocTests
{
    static readonly string Page = Sources.Read("docs", "next-vector.md");

    [Fact]
    public void CodeIsThatOfTheExample()
    {
        var example = Sources.Read("examples", "next-vector.cs");

        Assert.Equal(example[(example.IndexOf('\n') + 1)..], Assert.Single(Regex.Matches(Page, "```csharp\n(.*?)```", RegexOptions.Singleline)).Groups[1].Value);
    }

    [Fact]
    public void LinksLeadToFiles()
    {
        foreach (Match link in Regex.Matches(Page, @"\]\(([^)#:]+)\)"))
            Assert.True(File.Exists(Path.Combine(Sources.Root, "docs", link.Groups[1].Value)), $"docs/next-vector.md links to {link.Groups[1].Value}, which is not there");
    }
}
