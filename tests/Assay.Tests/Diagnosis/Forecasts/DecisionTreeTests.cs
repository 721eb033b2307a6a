using Assay.Diagnosis.Forecasts;

namespace Assay.Tests.Diagnosis.Forecasts;

public class DecisionTreeTests
{
    static readonly Forecast Ahead = new(100, 400, [0.1, 0.5, 0.9], [0.2, 0.3, 0.4], new Dictionary<string, double> { ["pow3"] = 1 });

    [Fact]
    public void BranchesTakeInEveryOutcomeOnce()
    {
        var tree = DecisionTree.Of(Ahead, trivial: 1, linear: 0.7, target: 0.1);
        Assert.Equal(6, tree.Decisions.Count);
        Assert.Equal(double.NegativeInfinity, tree.Decisions[0].Above);
        Assert.Equal(double.PositiveInfinity, tree.Decisions[^1].UpTo);
        Assert.All(tree.Decisions.Zip(tree.Decisions.Skip(1)), pair => Assert.Equal(pair.First.UpTo, pair.Second.Above));
        Assert.Equal("the target is reached", tree.For(0.05).Meaning);
        Assert.Equal("what the curve promised", tree.For(0.3).Meaning);
        Assert.Equal("no better than a linear map", tree.For(0.8).Meaning);
        Assert.Equal("nothing learned", tree.For(1.5).Meaning);
        Assert.Equal("nothing learned", tree.For(double.NaN).Meaning);
    }

    [Fact]
    public void LimitsThatCrossOrAreMissingLeaveTheirBranchesOut()
    {
        var crossed = DecisionTree.Of(Ahead, trivial: 0.35, linear: 0.25);
        Assert.Equal([0.2, 0.4, double.PositiveInfinity], crossed.Decisions.Select(decision => decision.UpTo));
        Assert.Equal([0.35, 0.25, 0.2], crossed.Tiers.Select(tier => tier.AtMost));
        var bare = DecisionTree.Of(null, trivial: double.NaN);
        Assert.Single(bare.Decisions);
        Assert.Empty(bare.Tiers);
    }

    [Fact]
    public void TiersGetHarder()
    {
        var tiers = DecisionTree.Of(Ahead, trivial: 1, linear: 0.7, target: 0.1).Tiers;
        Assert.Equal(["learned something", "earns its network", "as expected", "better than expected", "target"], tiers.Select(tier => tier.Name));
        Assert.Equal(tiers.Select(tier => tier.AtMost).OrderDescending(), tiers.Select(tier => tier.AtMost));
    }
}
