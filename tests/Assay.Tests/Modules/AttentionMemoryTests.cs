using Assay.Modules;
using Assay.Tensors;
using Assay.Tests.Tensors;

namespace Assay.Tests.Modules;

/// <summary>Keys and values projected once and attended to often.</summary>
public sealed class AttentionMemoryTests
{
    const int Batch = 2, Queries = 4, Keys = 5, Width = 6;

    readonly MultiHeadAttention _layer = new(Width, 3, new Rng(1));
    readonly Tensor _query = Tensor.Normal(new Rng(2), 0, 1, Batch, Queries, Width).Tracked();
    readonly Tensor _source = Tensor.Normal(new Rng(3), 0, 1, Batch, Keys, Width).Tracked();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void GivesWhatProjectingInTheCallGives(bool padded, bool causal)
    {
        bool[]? padding = padded ? [false, false, false, true, true, false, false, false, false, true] : null;
        var once = _layer.Forward(_query, _source, _source, padding, causal);
        var remembered = _layer.Forward(_query, _layer.Remember(_source, _source), padding, causal);
        Assert.Equal(once.ToArray(), remembered.ToArray());
    }

    [Fact]
    public void WeightsAreShownWithoutAChangeOfTheOutput()
    {
        bool[] padding = [false, false, false, true, true, false, false, false, false, true];
        var memory = _layer.Remember(_source, _source);
        var (output, weights) = _layer.ForwardWithWeights(_query, memory, padding);
        var (_, expected) = _layer.ForwardWithWeights(_query, _source, _source, padding);
        Assert.Equal(_layer.Forward(_query, memory, padding).ToArray(), output.ToArray());
        Assert.Equal(expected.ToArray(), weights.ToArray());
    }

    [Fact]
    public void GradientsOfAllStepsMeetInTheOneProjection()
    {
        var weights = Tensor.Normal(new Rng(4), 0, 1, Batch, Queries, Width);
        (_layer.Forward(_query, _source, _source) * weights).Sum().Backward();
        var expected = Gradients();
        _layer.ZeroGrad();
        _query.ZeroGrad();
        _source.ZeroGrad();

        var memory = _layer.Remember(_source, _source);
        var steps = Enumerable.Range(0, Queries)
            .Select(step => (_layer.Forward(_query.Slice(1, step, 1), memory) * weights.Slice(1, step, 1)).Sum());
        steps.Aggregate((sum, step) => sum + step).Backward();
        foreach (var (name, gradient) in Gradients())
            OpCheck.Close($"gradient of {name}", [.. expected[name].Select(value => (double)value)], gradient, 1e-5);
    }

    [Fact]
    public void AWidthThatIsNotTheLayersIsRefused() =>
        Assert.Throws<ShapeException>(() => _layer.Remember(_source, Tensor.Zeros(Batch, Keys, Width + 1)));

    Dictionary<string, float[]> Gradients()
    {
        var gradients = _layer.NamedParameters.ToDictionary(entry => entry.Name, entry => entry.Parameter.Grad!.ToArray());
        gradients["query"] = _query.Grad!.ToArray();
        gradients["source"] = _source.Grad!.ToArray();
        return gradients;
    }
}
