using Assay.Diagnosis;

namespace Assay.Tests.Diagnosis.Remedies;

public class RemedyActionsTests
{
    static Dictionary<string, object?> Settings => new()
    {
        ["lr"] = 0.003, ["epochs"] = 12.0, ["batch"] = 32.0, ["hidden"] = 64.0, ["clip"] = 5.0, ["kl.weight"] = 1e-4, ["attend"] = "encoder", ["start.load"] = "original", ["dropout"] = 0.5,
    };

    static IReadOnlyDictionary<string, object?>? Changed(string id, Dictionary<string, object?> settings) =>
        RemedyActions.List.Single(action => action.Id == id).Change!(settings);

    [Theory]
    [InlineData("rate-third", "lr", 0.0009)]
    [InlineData("rate-tenfold", "lr", 0.03)]
    [InlineData("length-double", "epochs", 24.0)]
    [InlineData("batch-larger", "batch", 128.0)]
    [InlineData("width-double", "hidden", 128.0)]
    [InlineData("clip-usual", "clip", 1.0)]
    [InlineData("prior-hundredth", "kl.weight", 1e-6)]
    [InlineData("bypass-latent", "attend", "latent")]
    [InlineData("checkpoint-strict", "start.load", "strict")]
    [InlineData("dropout-none", "dropout", 0.0)]
    public void ChangesOneSettingAndKeepsTheOthers(string id, string name, object value)
    {
        var before = Settings;
        var after = Changed(id, before)!;

        Assert.Equal(value, after[name]);
        Assert.Equal(Settings, before);
        Assert.Equal(before.Where(setting => setting.Key != name), after.Where(setting => setting.Key != name));
    }

    [Theory]
    [InlineData("clip-usual", "clip", 1.0)]
    [InlineData("checkpoint-strict", "start.load", "strict")]
    [InlineData("dropout-none", "dropout", 0.0)]
    [InlineData("bypass-latent", "attend", "none")]
    [InlineData("prior-tenth", "kl.weight", 0.0)]
    [InlineData("batch-smaller", "batch", 2.0)]
    [InlineData("rate-tenfold", "lr", 10.0)]
    public void DoesNotApplyWhereNothingWouldChange(string id, string name, object value) =>
        Assert.Null(Changed(id, new Dictionary<string, object?>(Settings) { [name] = value }));

    [Fact]
    public void DoesNotApplyWithoutTheSetting() => Assert.Null(Changed("state-longer", Settings));

    [Fact]
    public void EveryCauseHasARemedyUnderAnIdOfItsOwn()
    {
        Assert.All(Causes.Words.Keys, cause => Assert.NotEmpty(RemedyActions.Against(cause)));
        Assert.Equal(RemedyActions.List.Count, RemedyActions.List.Select(action => action.Id).Distinct().Count());
        Assert.All(RemedyActions.List, action => Assert.Contains(action.Cause, Causes.Words.Keys));
    }
}
