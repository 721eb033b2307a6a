namespace Assay.Tests.Cli;

[Collection("program")]
public class UsageTests
{
    [Theory]
    [InlineData("trian fake", "there is no verb 'trian' (did you mean 'train'?)")]
    [InlineData("train fke", "there is no study 'fke' (did you mean 'fake'?)")]
    [InlineData("train", "which study? There are: fake")]
    [InlineData("train fake --set model.widht=3", "no setting 'model.widht' (did you mean 'model.width'?)")]
    [InlineData("train fake --set widht=3", "no setting 'widht' (did you mean 'model.width'?)")]
    [InlineData("train fake --set model.width=300", "setting 'model.width' is 300; needed: a whole number from 1 to 64")]
    [InlineData("train fake --set epochs", "setting 'epochs' has no value; needed: name=value")]
    [InlineData("train fake --set protocol=other", "needed: one of online, tbptt, broken")]
    [InlineData("train fake --preset shrt", "no preset 'shrt' (did you mean 'short'?)")]
    [InlineData("train fake --sead 3", "no flag '--sead' of 'train' (did you mean '--seed'?)")]
    [InlineData("train fake --seed x", "--seed is 'x'; needed: a whole number from 0")]
    [InlineData("train fake --seed -1", "--seed is '-1'")]
    [InlineData("train fake --seed", "Required argument missing for option: '--seed'")]
    [InlineData("train fake --threads 0", "--threads is '0'; needed: a whole number from 1 to 256")]
    [InlineData("train fake more", "'more' is one argument too many")]
    [InlineData("show nothing", "no run 'nothing'")]
    [InlineData("show", "which run?")]
    [InlineData("compare latest", "no run 'latest'")]
    [InlineData("compare", "compare needs two or more runs")]
    [InlineData("--runs", "there is no flag '--runs'")]
    public void ReportsBadUsageInOneLine(string line, string message)
    {
        using var call = new Call();
        string[] words = line.Split(' ');
        string[] args = words[0].StartsWith('-') ? words : [words[0], "--runs", call.Runs, .. words[1..]];

        Assert.Equal(2, call.Run(args));

        Assert.Contains(message, call.Error, StringComparison.Ordinal);
        Assert.StartsWith("assay: ", call.Error, StringComparison.Ordinal);
        Assert.Single(call.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(call.Out);
        Assert.False(Directory.Exists(call.Runs));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("resume")]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("eval")]
    [InlineData("generate")]
    [InlineData("compare")]
    [InlineData("report")]
    public void EveryVerbExplainsItselfWithAnExample(string verb)
    {
        using var call = new Call();

        Assert.Equal(0, call.Run(verb, "--help"));

        Assert.Contains($"Example: assay {verb}", call.Out, StringComparison.Ordinal);
        Assert.Contains("--runs DIR", call.Out, StringComparison.Ordinal);
        Assert.Contains("--json", call.Out, StringComparison.Ordinal);
        Assert.Empty(call.Error);
    }

    [Fact]
    public void HelpOfAStudyListsSettingsAndPresets()
    {
        using var call = new Call();

        Assert.Equal(0, call.Run("train", "fake", "--help"));

        Assert.Contains("model.width  8        a whole number from 1 to 64", call.Out, StringComparison.Ordinal);
        Assert.Contains("widths  Compares two widths", call.Out, StringComparison.Ordinal);
        Assert.Contains("Example: assay train fake --preset short", call.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("--help")]
    [InlineData("help")]
    public void OverviewListsVerbsAndStudies(params string[] args)
    {
        using var call = new Call();

        Assert.Equal(0, call.Run(args));

        Assert.Contains("resume ", call.Out, StringComparison.Ordinal);
        Assert.Contains("fake  Counts steps", call.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AnArgumentThatLooksLikeAResponseFileIsTakenAsItIs()
    {
        using var call = new Call();

        Assert.Equal(2, call.Verb("show", "@list"));

        Assert.Contains("no run '@list'", call.Error, StringComparison.Ordinal);
    }
}
