using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Samplers;

public sealed class GridSamplerTests
{
    [Fact]
    public void TheLastParameterChangesFastestAndConditionalOnesAreAskedForWhereTheyAre()
    {
        static void Recipe(Trial trial)
        {
            if (trial.Choice("net", "a", "b") == "a") trial.Whole("depth", 1, 2);
            trial.Choice("norm", false, true);
        }

        Assert.Equal(
            ["net=a depth=1 norm=False", "net=a depth=1 norm=True", "net=a depth=2 norm=False", "net=a depth=2 norm=True", "net=b norm=False", "net=b norm=True"],
            All(new GridSampler(Recipe, points: 5), Recipe));
    }

    [Fact]
    public void NumbersHaveEvenPointsFromLimitToLimitOnTheirScale()
    {
        Assert.Equal(["x=0", "x=0.25", "x=0.5", "x=0.75", "x=1"], Of(trial => trial.Real("x", 0, 1), 5));
        Assert.Equal(["x=0.01", "x=1", "x=100"], Of(trial => trial.Real("x", 0.01, 100, log: true), 3));
        Assert.Equal(["x=1", "x=2", "x=3"], Of(trial => trial.Whole("x", 1, 3), 5));
        Assert.Equal(["x=1", "x=10", "x=100"], Of(trial => trial.Whole("x", 1, 100, log: true), 3));
        Assert.Equal(["x=0", "x=50", "x=100"], Of(trial => trial.Whole("x", 0, 100), 3));
    }

    [Fact]
    public void TooLargeAGridIsRefused() =>
        Assert.Contains("100000", Assert.Throws<ArgumentException>(() => new GridSampler(trial => { for (var i = 0; i < 30; i++) trial.Choice($"p{i}", 1, 2); }, 5)).Message);

    [Fact]
    public void AGridOfNothingIsRefused() => Assert.Throws<ArgumentException>(() => new GridSampler(_ => { }, 5));

    [Fact]
    public void OnePointIsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new GridSampler(trial => trial.Real("x", 0, 1), 1));

    static IEnumerable<string> Of(Action<Trial> recipe, int points) => All(new GridSampler(recipe, points), recipe);

    static List<string> All(GridSampler sampler, Action<Trial> recipe)
    {
        var history = new List<TrialHistory>();
        while (sampler.Begin(history.Count, history) is not null) history.Add(Histories.Propose(sampler, recipe, history, TrialState.Finished, 0));
        Assert.Equal(sampler.Count, history.Count);
        return [.. history.Select(trial => string.Join(" ", trial.Values.Select(value => FormattableString.Invariant($"{value.Key}={value.Value}"))))];
    }
}
