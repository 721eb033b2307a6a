using Assay.Sweeps;

namespace Assay.Tests.Sweeps.Samplers;

public sealed class QuasiRandomSamplerTests
{
    [Theory]
    [InlineData(0, 2, 64)]
    [InlineData(1, 3, 81)]
    [InlineData(2, 5, 125)]
    public void AsManyPointsAsAPowerOfTheBaseFillAsManyCellsOnceEach(int dimension, int prime, int points)
    {
        var halton = new ScrambledHalton(seed: 9);

        var cells = Enumerable.Range(0, points).Select(index => (int)(halton[index, dimension] * points)).Order();

        Assert.Equal(0, points % prime);
        Assert.Equal(Enumerable.Range(0, points), cells);
    }

    [Fact]
    public void TwoDimensionsTogetherFillTheirCells()
    {
        var halton = new ScrambledHalton(seed: 4);

        var cells = Enumerable.Range(0, 36).Select(index => ((int)(halton[index, 0] * 4), (int)(halton[index, 1] * 9))).Distinct();

        Assert.Equal(36, cells.Count());
    }

    [Fact]
    public void SeedsScrambleDifferently() =>
        Assert.NotEqual(Enumerable.Range(0, 10).Select(index => new ScrambledHalton(1)[index, 0]), Enumerable.Range(0, 10).Select(index => new ScrambledHalton(2)[index, 0]));

    [Fact]
    public void AParameterKeepsItsDimensionWhereOthersAreNotAskedFor()
    {
        static void Recipe(Trial trial)
        {
            if (trial.Number % 2 == 0) trial.Real("sometimes", 0, 1);
            trial.Real("always", 0, 1);
        }

        var sampler = new QuasiRandomSampler(3);
        var history = new List<TrialHistory>();
        while (history.Count < 9) history.Add(Histories.Propose(sampler, Recipe, history, TrialState.Finished, 0));

        Assert.Equal(Enumerable.Range(0, 9), history.Select(trial => (int)((double)trial.Values["always"] * 9)).Order());
    }
}
