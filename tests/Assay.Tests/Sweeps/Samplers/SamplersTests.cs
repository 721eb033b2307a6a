using Assay.Sweeps;
using Sampling = Assay.Sweeps.Samplers;

namespace Assay.Tests.Sweeps.Samplers;

public sealed class SamplersTests
{
    readonly SweepPhase _phase = new() { Vary = [new Declared("x", new NumberRange(0, 1), new Dictionary<string, object>())] };

    [Fact]
    public void NamesGiveTheirSamplers() => Assert.Equal(
        [typeof(GridSampler), typeof(RandomSampler), typeof(QuasiRandomSampler), typeof(TpeSampler)],
        Sampling.Names.Select(name => Sampling.Of(_phase with { Sampler = name }, 1).GetType()));

    [Fact]
    public void AnUnknownNameIsRefusedWithTheKnownOnes()
    {
        var message = Assert.Throws<ArgumentException>(() => Sampling.Of(_phase with { Sampler = "bayes" }, 1)).Message;

        Assert.Contains("'bayes'", message);
        Assert.Contains("grid, random, quasi, tpe", message);
    }

    [Fact]
    public void APhaseThatVariesNothingIsRefused() => Assert.Throws<ArgumentException>(() => Sampling.Of(_phase with { Vary = [] }, 1));

    [Fact]
    public void AGridAsksForWhatThePhaseDeclares()
    {
        var phase = _phase with
        {
            Sampler = "grid",
            Points = 3,
            Vary = [new Declared("net", new ChoiceRange("a", "b"), new Dictionary<string, object>()), new Declared("x", new NumberRange(0, 1), new Dictionary<string, object> { ["net"] = "a" })],
        };

        Assert.Equal(3 + 1, ((GridSampler)Sampling.Of(phase, 1)).Count);
    }
}
