using Assay.Modules;
using Assay.Tensors;

namespace Assay.Tests.Modules;

public sealed class RecurrentLayerTests
{
    [Theory]
    [InlineData(8, 489)]
    [InlineData(64, 18_241)]
    [InlineData(128, 69_249)]
    [InlineData(256, 269_569)]
    public void ParameterCountsOfTheFrequencyModel(int hidden, int expected) => Assert.Equal(
        expected, new Sequential(new Lstm(5, hidden, new Rng(1)), new Linear(hidden, 1, new Rng(2))).ParameterCount);

    [Fact]
    public void RowByRowWithACarriedStateGivesTheWholeSequence()
    {
        var lstm = new Lstm(5, 16, new Rng(1), layers: 2);
        var x = Tensor.Normal(new Rng(2), 0, 1, 1, 7, 5);
        var (whole, final) = lstm.Forward(x, null);
        var state = lstm.InitialState(1);
        for (var t = 0; t < 7; t++)
        {
            using var arena = Arena.Enter();
            var (row, next) = lstm.Forward(x.Slice(1, t, 1), state);
            state.CopyFrom(next);
            AssertClose(whole.Slice(1, t, 1), row);
        }
        AssertClose(final.Hidden, state.Hidden);
        AssertClose(final.Cell, state.Cell);
    }

    [Fact]
    public void StatesHaveLayersAndDirectionsFirst()
    {
        var lstm = new Lstm(5, 3, new Rng(1), layers: 2, bidirectional: true);
        var (output, state) = lstm.Forward(Tensor.Normal(new Rng(2), 0, 1, 2, 4, 5), null, [4, 2]);
        Assert.Equal([4, 2, 3], state.Hidden.Dims.ToArray());
        Assert.Equal([4, 2, 3], state.Cell.Dims.ToArray());
        // Last layer, forward: its final state is its output at the last valid step; backward: at the first.
        AssertClose(output.Slice(0, 1, 1).Slice(1, 1, 1).Slice(2, 0, 3).Reshape(3), state.Hidden.Slice(0, 2, 1).Slice(1, 1, 1).Reshape(3));
        AssertClose(output.Slice(0, 1, 1).Slice(1, 0, 1).Slice(2, 3, 3).Reshape(3), state.Hidden.Slice(0, 3, 1).Slice(1, 1, 1).Reshape(3));
        Assert.All(output.Slice(0, 1, 1).Slice(1, 2, 2).ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void DetachCutsTheGraphAndKeepOutlivesTheStep()
    {
        var lstm = new Lstm(2, 3, new Rng(1));
        LstmState kept, ended;
        using (Arena.Enter())
        {
            ended = lstm.Forward(Tensor.Ones(1, 2, 2), null).State;
            Assert.True(ended.Hidden.RequiresGrad);
            Assert.False(ended.Detach().Hidden.RequiresGrad);
            kept = ended.Keep();
        }
        Assert.Equal(3, kept.Cell.ToArray().Length);
        Assert.Throws<InvalidOperationException>(() => ended.Hidden.ToArray());
    }

    [Fact]
    public void ResetClearsOneSequenceOnly()
    {
        var lstm = new Lstm(2, 3, new Rng(1), layers: 2);
        var state = lstm.Forward(Tensor.Ones(2, 4, 2), null).State.Keep();
        state.Reset(0);
        foreach (var tensor in new[] { state.Hidden, state.Cell })
        {
            Assert.All(tensor.Slice(1, 0, 1).ToArray(), value => Assert.Equal(0, value));
            Assert.All(tensor.Slice(1, 1, 1).ToArray(), value => Assert.NotEqual(0, value));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Reset(2));
    }

    [Fact]
    public void MistakesAreRefused()
    {
        var rng = new Rng(1);
        Assert.Throws<ArgumentException>(() => new Lstm(2, 3, rng, dropout: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Gru(2, 3, rng, layers: 2, dropout: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rnn(0, 3, rng));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rnn(2, 3, rng, layers: 0));
        var error = Assert.Throws<ShapeException>(() => new Gru(2, 3, rng).Forward(Tensor.Ones(4, 5, 2), Tensor.Zeros(1, 5, 3)));
        Assert.Contains("(1, 4, 3)", error.Message);
        Assert.Throws<ShapeException>(() => new Gru(2, 3, rng).Forward(Tensor.Ones(1, 5, 2), null, [6]));
    }

    static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Dims.ToArray(), actual.Dims.ToArray());
        foreach (var (a, b) in expected.ToArray().Zip(actual.ToArray())) Assert.Equal(a, b, 5e-6f);
    }
}
