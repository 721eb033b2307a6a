using Assay.Runs;

namespace Assay.Tests.Cli.Diagnosis;

[Collection("program")]
public class DiagnoseTests
{
    [Fact]
    public void APageHasItsSectionsAndNoLongLines()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--set", "protocol=rising", "--seed", "4");

        Assert.Equal(0, call.Verb("diagnose", "latest"));

        var run = new RunStore(call.Runs).List()[0];
        Assert.Equal($"FAULTY  {run.Id}", call.Lines[0]);
        Assert.Equal(["CONFIGURATION", "RESULTS BESIDE BASELINES", "DIAGNOSIS", "WHAT WORKED AND WHAT COULD NOT BE LOOKED AT", "OPTIONS", "ALERTS FOR THE NEXT TRAINING", "DECISION TREE", "SUCCESS CRITERIA", "WHAT MAY MAKE THIS WRONG"],
            call.Lines.Where(line => line.Length > 3 && char.IsLetter(line[0]) && line == line.ToUpperInvariant()));
        Assert.Contains("[diverging", call.Out, StringComparison.Ordinal);
        Assert.Contains($"    ./assay train fake --set rate=0.15 --set protocol=rising --seed 4 --runs {call.Runs}", call.Lines);
        Assert.All(call.Lines.Where(line => !line.Contains("./assay", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 96));
    }

    [Fact]
    public void JsonIsOneDocument()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--set", "rate=1e6");

        Assert.Equal(0, call.Verb("diagnose", "latest", "--json"));

        Assert.Equal("diverged", call.Json.GetProperty("status").GetString());
        Assert.Equal("faulty", call.Json.GetProperty("state").GetString());
        var finding = call.Json.GetProperty("findings").EnumerateArray().First(one => one.GetProperty("id").GetString() == "not-finite");
        Assert.Contains(finding.GetProperty("remedies").EnumerateArray(), remedy => remedy.GetProperty("command").GetString()?.Contains("--set rate=300000", StringComparison.Ordinal) == true);
        Assert.NotEqual(0, call.Json.GetProperty("options").GetArrayLength());
    }

    [Fact]
    public void WritesAMarkdownAndAPageWithTheEvidence()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--set", "protocol=rising");

        Assert.Equal(0, call.Verb("diagnose", "latest", "--write"));

        var folder = new RunStore(call.Runs).List()[0].Folder;
        Assert.Equal([Path.Combine(folder, "diagnosis.md"), Path.Combine(folder, "diagnosis.html")], call.Lines[^2..]);
        var markdown = File.ReadAllText(Path.Combine(folder, "diagnosis.md"));
        Assert.Contains("figures/diagnosis/evidence-diverging.svg", markdown, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "figures", "diagnosis", "evidence-diverging.svg")));
    }

    [Fact]
    public void ADamagedRunIsReadUpToTheDamage()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--set", "protocol=rising");
        var events = Path.Combine(new RunStore(call.Runs).List()[0].Folder, RunFiles.Events);
        var lines = File.ReadAllLines(events);
        lines[20] = "damage";
        File.WriteAllLines(events, lines);

        Assert.Equal(0, call.Verb("diagnose", "latest"));

        Assert.Contains("[diverging", call.Out, StringComparison.Ordinal);
        Assert.Contains($"{RunFiles.Events}:21:", call.Out.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void ARunWithoutARecordStillHasItsEvents()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--set", "protocol=rising");
        var run = new RunStore(call.Runs).List()[0];
        File.WriteAllText(Path.Combine(run.Folder, RunFiles.Record), "{");

        Assert.Equal(0, call.Verb("diagnose", run.Id));

        Assert.Contains("[diverging", call.Out, StringComparison.Ordinal);
        Assert.Contains("It is damaged", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralRunsAreAuditedAsAComparison()
    {
        using var call = new Call();
        call.Verb("train", "fake", "--preset", "widths");

        Assert.Equal(0, call.Verb("diagnose", "latest"));
        Assert.Equal("2 runs compared", call.Lines[0]);
        Assert.Contains("[single-seed-claim]", call.Out, StringComparison.Ordinal);

        Assert.Equal(0, call.Verb("diagnose", "latest", "--json"));
        Assert.Equal(2, call.Json.GetProperty("runs").GetArrayLength());
        Assert.NotEqual(0, call.Json.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public void WhatIsNotThereIsBadUsage()
    {
        using var call = new Call();

        Assert.Equal(2, call.Verb("diagnose"));
        Assert.Equal(2, call.Verb("diagnose", "nothing"));
        call.Verb("train", "fake");
        Assert.Equal(2, call.Verb("diagnose", "latest", "--set", "lr=1"));
        Assert.Equal("assay: --set is for a log; a run holds its own settings\n", call.Error);
    }
}
