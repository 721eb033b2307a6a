using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Tests.Diagnosis.Remedies;

public class TrainCommandTests
{
    static RunRecord Record(params string[] command) => new()
    {
        Study = "poetry", Preset = "small", Seed = 7, Command = [.. command],
        Settings = new Dictionary<string, object?> { ["data"] = "my poems.json", ["hidden"] = 256.0, ["lr"] = 0.002, ["crops"] = true, ["epochs"] = 9.0 },
    };

    static Dictionary<string, object?> With(RunRecord record, string name, object value) => new(record.Settings) { [name] = value };

    [Fact]
    public void CarriesOverWhatTheCommandNamedAndAddsWhatIsChanged()
    {
        var record = Record("assay", "train", "poetry", "--preset", "small", "--set", "epochs=9", "--seed", "7");

        Assert.Equal("./assay train poetry --preset small --set lr=0.0006 --set epochs=9 --seed 7", TrainCommand.Of(record, With(record, "lr", 0.0006)));
    }

    [Fact]
    public void AChangedSettingThatTheCommandNamedIsNamedOnce()
    {
        var record = Record("assay", "train", "poetry", "--preset", "small", "--set", "epochs=9", "--runs", "my runs");

        Assert.Equal("./assay train poetry --preset small --set epochs=18 --seed 7 --runs 'my runs'", TrainCommand.Of(record, With(record, "epochs", 18.0)));
    }

    [Fact]
    public void OneOfSeveralNamesAllSettingsWhereNothingIsKnownOfItsStudy()
    {
        var record = Record("assay", "train", "poetry", "--preset", "small", "--seeds", "5");

        Assert.Equal("./assay train poetry --set 'data=my poems.json' --set hidden=256 --set lr=0.002 --set crops=true --set epochs=18 --seed 7",
            TrainCommand.Of(record, With(record, "epochs", 18.0)));
    }

    [Fact]
    public void WithABasisOnlyWhatDiffersFromItIsNamed()
    {
        var record = Record("assay", "sweep", "poetry");
        var basis = new TrainBasis("tiny", new Dictionary<string, object?> { ["data"] = "", ["hidden"] = 256, ["lr"] = 0.002, ["crops"] = true, ["epochs"] = 25 });

        Assert.Equal("./assay train poetry --preset tiny --set 'data=my poems.json' --set lr=0.02 --set epochs=9 --seed 7", TrainCommand.Of(record, With(record, "lr", 0.02), basis));
    }

    [Fact]
    public void ThereIsNoneForALogOfAnotherProgram() => Assert.Null(TrainCommand.Of(new RunRecord { Study = "", Settings = { ["lr"] = 0.1 } }, new Dictionary<string, object?> { ["lr"] = 0.01 }));
}
