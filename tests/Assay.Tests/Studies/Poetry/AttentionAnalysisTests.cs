using Assay.Studies.Poetry;
using Assay.Tensors;

namespace Assay.Tests.Studies.Poetry;

public sealed class AttentionAnalysisTests : IDisposable
{
    readonly SmallPoetry _poetry = new();

    public void Dispose() => _poetry.Dispose();

    [Fact]
    public void EveryStepOfEveryWindowCountsAndPaddingDoesNot()
    {
        var (data, model) = _poetry.Build("attend=encoder");
        var analysis = new AttentionAnalysis(model.Architecture, data.Test);
        var window = data.Test.Window;
        // One window of 3 tokens: head 0 looks at key 1 alone, head 1 at all three alike; what is beyond its end is nonsense.
        for (var step = 0; step < window; step++)
        {
            var weights = Tensor.Zeros(1, 2, 1, window);
            weights.Span.Fill(7);
            new[] { 0f, 1, 0 }.CopyTo(weights.Span);
            new[] { 1 / 3f, 1 / 3f, 1 / 3f }.CopyTo(weights.Span[window..]);
            analysis.Add(0, [3], step, weights);
        }

        var metrics = analysis.Metrics();
        var statistics = analysis.Statistics(data, [.. data.Test.Ids]);

        Assert.Equal([0, Math.Log(3)], statistics.Entropy.Select(value => Math.Round(value, 4)), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(0.5, metrics["test/attention/entropy/share"], 1e-5);
        Assert.Equal((1 + (1 / 3.0)) / 2, metrics["test/attention/sharpness"], 1e-5);
        Assert.Equal(1 - Math.Sqrt(1 / 3.0), metrics["test/attention/diversity"], 1e-5);
        Assert.Equal(3, statistics.Weights[0].Length);
        Assert.Equal([0.0, 1, 0, 0], statistics.Weights[0][2][..4]);
        Assert.Equal("encoder state", statistics.Key);
    }

    [Fact]
    public void StepsThatAreDecodedAtOnceCountAsStepsOneByOne()
    {
        var (data, model) = _poetry.Build("attend=latent", "feedback=false");
        int[] lengths = [4, 2];
        var weights = Tensor.Uniform(new Rng(4), 0, 1, 2, 2, 5, 3);
        AttentionAnalysis whole = new(model.Architecture, data.Test), parts = new(model.Architecture, data.Test);

        whole.Add(0, lengths, 0, weights);
        for (var step = 0; step < 5; step++) parts.Add(0, lengths, step, weights.Slice(2, step, 1));

        Assert.Equal(parts.Metrics(), whole.Metrics());
        Assert.Equal(4, whole.Statistics(data, [.. data.Test.Ids]).Weights[1].Length);
        var runs = new List<(int Step, int Run)>();
        var (x, own, _) = data.Test.Batch([0, 1]);
        var (code, states) = model.Encode(x, own);
        model.Decode(code, states, own, x.Dim(1), attended: (step, shown) => runs.Add((step, shown.Dim(2))));
        Assert.Equal((0, x.Dim(1)), Assert.Single(runs));
    }

    [Theory]
    [InlineData("latent", 3)]
    [InlineData("encoder", 10)]
    public void LookingChangesNoBitAndShowsWeightsThatSumToOne(string attend, int keys)
    {
        var (data, model) = _poetry.Build($"attend={attend}", "feedback=true");
        model.Eval();
        var (x, lengths, _) = data.Test.Batch([0, 1, 2, 3]);
        var (code, states) = model.Encode(x, lengths);
        var steps = new List<int>();

        var seen = model.Decode(code, states, lengths, x.Dim(1), attended: (step, weights) =>
        {
            steps.Add(step);
            Assert.Equal([4, 2, 1, Math.Min(keys, attend == "latent" ? keys : x.Dim(1))], weights.Dims.ToArray());
            foreach (var row in weights.ToArray().Chunk(weights.Dim(3))) Assert.Equal(1, row.Sum(), 1e-5f);
        });

        Assert.Equal(Enumerable.Range(0, x.Dim(1)), steps);
        Assert.Equal(model.Decode(code, states, lengths, x.Dim(1)).ToArray(), seen.ToArray());
    }
}
