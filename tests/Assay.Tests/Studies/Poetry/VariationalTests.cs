using Assay.Runs;
using Assay.Studies.Poetry;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Studies.Poetry;

public class VariationalTests
{
    static readonly PoetryArchitecture Plain = new(6, 8, 4, BatchNorm: false, Bidirectional: true);

    static readonly PoetryArchitecture Variational = Plain with { Variational = true };

    [Fact]
    public void TheHeadForTheVarianceIsAllThatIsAdded()
    {
        var (without, with) = (new PoetryAutoencoder(Plain, new Rng(1)), new PoetryAutoencoder(Variational, new Rng(1)));

        Assert.Equal(without.ParameterCount + (16 * 4) + 4, with.ParameterCount);
        var (x, lengths) = Texts();
        // The code outside of training is the mean, which is the code of the same model without the head.
        Assert.Equal(without.Encode(x, lengths).Code.ToArray(), with.Encode(x, lengths).Code.ToArray());
        Assert.Null(without.EncodePosterior(x, lengths).LogVariance);
    }

    [Fact]
    public void EveryParameterLearnsFromADrawnCode()
    {
        var model = new PoetryAutoencoder(Variational, new Rng(1));
        var (x, lengths) = Texts();
        var (mean, logVariance, states) = model.EncodePosterior(x, lengths);
        var code = mean.WithNoise(logVariance!, Tensor.Normal(new Rng(3), 0, 1, mean.Dims));

        (Losses.Mse(model.Decode(code, states, lengths, 5), x) + Losses.NormalDivergence(mean, logVariance!)).Backward();

        Assert.All(model.NamedParameters, entry => Assert.True(entry.Parameter.Grad is { } gradient && gradient.ToArray().Any(value => value != 0), entry.Name));
    }

    [Theory]
    [InlineData(true, false, "batchnorm would fix both")]
    [InlineData(false, true, "components add a part")]
    public void WhatDoesNotGoTogetherIsRefusedWithTheReason(bool batchNorm, bool components, string expected) => Assert.Contains(
        expected, Assert.Throws<ArgumentException>((Variational with { BatchNorm = batchNorm, Components = components }).Check).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "The posterior has collapsed.")]
    [InlineData(1, "The posterior has collapsed in most dimensions.")]
    [InlineData(2, null)]
    public void ACollapseIsFound(double active, string? expected)
    {
        var scores = new Dictionary<string, double> { ["test/code/active"] = active, ["test/kl"] = 0.25 };

        var finding = PosteriorScores.Collapse(Variational, scores);

        Assert.Equal(expected, finding?.Title);
        if (finding is not null) Assert.Contains($"{active} of 4 dimensions", finding.Evidence, StringComparison.Ordinal);
        Assert.Null(PosteriorScores.Collapse(Plain, new Dictionary<string, double>()));
    }

    static (Tensor X, int[] Lengths) Texts() => (Tensor.Normal(new Rng(2), 0, 1, 3, 5, 6), [5, 3, 4]);
}
