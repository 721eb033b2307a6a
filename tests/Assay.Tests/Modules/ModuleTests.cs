using Assay.Modules;
using Assay.Tensors;

namespace Assay.Tests.Modules;

public sealed class ModuleTests
{
    [Fact]
    public void LoadingAStateDictListsEveryDifferenceAndChangesNothing()
    {
        var model = new Sequential(new Linear(3, 2, new Rng(1)), new LayerNorm(2));
        var before = model.StateDict().Values.SelectMany(tensor => tensor.ToArray()).ToArray();
        var state = new Dictionary<string, Tensor>
        {
            ["0.weight"] = Tensor.Ones(2, 4),
            ["1.weight"] = Tensor.Ones(2),
            ["1.bias"] = Tensor.Ones(2),
            ["2.extra"] = Tensor.Ones(7),
        };
        var error = Assert.Throws<ArgumentException>(() => model.LoadStateDict(state));
        Assert.Contains("0.weight: needs shape (2, 3), given (2, 4)", error.Message);
        Assert.Contains("0.bias: needs shape (2), given nothing", error.Message);
        Assert.Contains("2.extra: needs nothing, given shape (7)", error.Message);
        Assert.Equal(before, model.StateDict().Values.SelectMany(tensor => tensor.ToArray()));
    }

    [Fact]
    public void TheModeOfOneModuleCanBeSetAlone()
    {
        var model = new Sequential(new BatchNorm1d(2), new Dropout(0.5, new Rng(1)));
        model.Layers[0].Training = false;
        Assert.True(model.Training && model.Layers[1].Training);
        Assert.Equal(new float[] { 3, 4 }, model.Layers[0].Forward(Tensor.From([3f, 4f], 1, 2)).ToArray().Select(value => MathF.Round(value, 4)));
    }

    [Fact]
    public void DropoutLayersOfOneGeneratorDropOtherElements()
    {
        var rng = new Rng(1);
        Layer first = new Dropout(0.5, rng), second = new Dropout(0.5, rng);
        Assert.NotEqual(first.Forward(Tensor.Ones(64)).ToArray(), second.Forward(Tensor.Ones(64)).ToArray());
    }

    [Fact]
    public void DropoutKeepsTheMean()
    {
        var y = new Dropout(0.25, new Rng(1)).Forward(Tensor.Ones(100_000)).ToArray();
        Assert.InRange(y.Count(value => value == 0) / 100_000.0, 0.24, 0.26);
        Assert.All(y, value => Assert.True(value == 0 || Math.Abs(value - (4 / 3f)) < 1e-6));
    }

    [Fact]
    public void EmbeddingGivesRowsAndSparesThePadding()
    {
        var embedding = new Embedding(5, 3, new Rng(1), paddingIndex: 2);
        var y = embedding.Forward([4, 2, 0, 4], 2, 2);
        Assert.Equal([2, 2, 3], y.Dims.ToArray());
        Assert.Equal(embedding.Weight.ToArray()[12..15], y.ToArray()[..3]);
        Assert.Equal(new float[3], y.ToArray()[3..6]);
        y.Sum().Backward();
        Assert.Equal([1f, 0f, 0f, 0f, 2f], embedding.Weight.Grad!.ToArray().Where((_, i) => i % 3 == 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => embedding.Forward([5]));
        Assert.Throws<ShapeException>(() => embedding.Forward([1, 2, 3], 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Embedding(5, 3, new Rng(1), paddingIndex: 5));
    }

    [Fact]
    public void AttentionWeightsSumToOneAndRespectTheMasks()
    {
        var attention = new MultiHeadAttention(6, 2, new Rng(1));
        var x = Tensor.Normal(new Rng(2), 0, 1, 1, 4, 6);
        var (_, weights) = attention.ForwardWithWeights(x, x, x, [false, false, false, true], causal: true);
        Assert.Equal([1, 2, 4, 4], weights.Dims.ToArray());
        var rows = weights.ToArray().Chunk(4).ToArray();
        Assert.All(rows, row => Assert.Equal(1, row.Sum(), 5));
        Assert.All(rows, row => Assert.Equal(0, row[3]));
        Assert.Equal(0, rows[0][1]);
        Assert.Throws<ArgumentException>(() => new MultiHeadAttention(6, 4, new Rng(1)));
    }

    [Fact]
    public void BatchNormNeedsMoreThanOneValueToTrainOn() =>
        Assert.Throws<ShapeException>(() => new BatchNorm1d(2).Forward(Tensor.Ones(1, 2)));
}
