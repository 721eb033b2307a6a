using Assay.Modules;
using Assay.Tensors;
using Assay.Tests.Tensors;

namespace Assay.Tests.Modules;

/// <summary>What reaches each state of a recurrent net, held against nets unrolled by hand whose states are open to addition.</summary>
[Collection(nameof(Compute))]
public sealed class StateGradientsTests
{
    const int Batch = 3, Time = 5, Inputs = 4, Hidden = 6;

    static readonly int[] Lengths = [5, 2, 3];

    public static TheoryData<string, int, bool, bool> Nets()
    {
        var nets = new TheoryData<string, int, bool, bool>();
        foreach (var kind in new[] { "rnn", "lstm", "gru" })
            foreach (var (layers, bidirectional, lengths) in new[] { (1, false, false), (2, false, false), (1, true, true), (2, true, true) })
                nets.Add(kind, layers, bidirectional, lengths);
        return nets;
    }

    [Theory]
    [MemberData(nameof(Nets))]
    public void NormsAreThoseOfTheUnrolledNet(string kind, int layers, bool bidirectional, bool withLengths)
    {
        var net = Net(kind, layers, bidirectional);
        var lengths = withLengths ? Lengths : null;
        var x = Tensor.Normal(new Rng(2), 0, 1, Batch, Time, Inputs);
        var states = new StateGradients();
        Tensor loss;
        using (states.Watch())
        {
            var (output, last) = net.Continue(x, null, lengths);
            loss = Loss(output, last.Hidden);
        }
        loss.Backward();

        var watched = states.Take();
        var unrolled = new UnrolledNet(net, layers, lengths ?? [Time, Time, Time]);
        Loss(unrolled, x).Backward();

        Assert.Equal(layers * (bidirectional ? 2 : 1), watched.Count);
        foreach (var (index, seen) in watched.Index())
        {
            Assert.Same(unrolled.Weight(index), seen.Weight);
            Assert.Equal(bidirectional && index % 2 == 1, seen.Reverse);
            var (norms, retention) = unrolled.Expected(index, seen.Reverse);
            for (var t = 0; t < Time; t++) Assert.Equal(norms[t], seen.Norms[t], 1e-5 * norms.Max());
            Assert.Equal(retention, seen.Retention, 1e-4 * retention);
        }
    }

    [Theory]
    [InlineData("rnn")]
    [InlineData("lstm")]
    [InlineData("gru")]
    public void TheUnrolledNetsGradientIsTheFiniteDifference(string kind)
    {
        const float Step = 1e-2f;
        var net = Net(kind, 1, false);
        var x = Tensor.Normal(new Rng(2), 0, 1, Batch, Time, Inputs);
        var unrolled = new UnrolledNet(net, 1, [Time, Time, Time]);
        Loss(unrolled, x).Backward();

        foreach (var (t, place) in new[] { (0, 0), (2, Hidden + 3), (4, (2 * Hidden) + 5) })
        {
            var difference = (Moved(t, place, Step) - Moved(t, place, -Step)) / (2 * Step);
            Assert.Equal(difference, unrolled.Added(0, t).Grad!.Span[place], 5e-3);
        }

        double Moved(int t, int place, float by)
        {
            var moved = new UnrolledNet(net, 1, [Time, Time, Time]) { Move = (0, t, place, by) };
            return Loss(moved, x).Item();
        }
    }

    [Fact]
    public void CallsOfOneStepEachAreOneCurve()
    {
        var net = Net("lstm", 2, false);
        var x = Tensor.Normal(new Rng(2), 0, 1, Batch, Time, Inputs);
        var begin = new RecurrentState(Tensor.Normal(new Rng(5), 0, 1, 2, Batch, Hidden).Tracked(), Tensor.Normal(new Rng(6), 0, 1, 2, Batch, Hidden).Tracked());
        StateGradients whole = new(), steps = new();
        Tensor loss;
        using (whole.Watch())
        {
            var (output, last) = net.Continue(x, begin);
            loss = Loss(output, last.Hidden);
        }
        loss.Backward();
        using (steps.Watch())
        {
            var outputs = new Tensor[Time];
            var state = begin;
            for (var t = 0; t < Time; t++) (outputs[t], state) = net.Continue(x.Slice(1, t, 1), state);
            loss = Loss(Tensor.Concat(1, outputs), state.Hidden);
        }
        loss.Backward();

        foreach (var (expected, given) in whole.Take().Zip(steps.Take()))
        {
            Assert.Same(expected.Weight, given.Weight);
            Assert.Equal(Time, given.Norms.Count);
            for (var t = 0; t < Time; t++) Assert.Equal(expected.Norms[t], given.Norms[t], 1e-5);
            Assert.Equal(expected.Retention, given.Retention, 1e-5);
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(300)]
    public void WatchingChangesNoBitAndThreadsNeither(int hidden)
    {
        var net = new Lstm(Inputs, hidden, new Rng(1), layers: 2, bidirectional: true);
        var x = Tensor.Normal(new Rng(2), 0, 1, 8, 12, Inputs);
        int[] lengths = [12, 7, 1, 12, 3, 9, 12, 5];
        var threads = Compute.Threads;
        try
        {
            Compute.Threads = 1;
            var (plain, _) = Run(new StateGradients(), watch: false);
            var (alone, norms) = Run(new StateGradients(), watch: true);
            Compute.Threads = 3;
            var (shared, sharedNorms) = Run(new StateGradients(), watch: true);

            Assert.Equal(plain, alone);
            Assert.Equal(plain, shared);
            Assert.Equal(norms, sharedNorms);
            Assert.Equal(4 * 12, norms.Length);
        }
        finally
        {
            Compute.Threads = threads;
        }

        (float[] Gradients, double[] Norms) Run(StateGradients states, bool watch)
        {
            net.ZeroGrad();
            using (watch ? states.Watch() : default) Loss(net.Continue(x, null, lengths)).Backward();
            return ([.. net.Parameters.SelectMany(parameter => parameter.Grad!.ToArray())], [.. states.Take().SelectMany(one => one.Norms)]);
        }
    }

    [Fact]
    public void OnlyCallsInsideTheScopeThatRecordAreWatched()
    {
        var net = Net("gru", 1, false);
        var x = Tensor.Normal(new Rng(2), 0, 1, Batch, Time, Inputs);
        var states = new StateGradients();
        Tensor loss;
        using (states.Watch())
        {
            using (Tensor.PauseGradients()) net.Forward(x);
            loss = net.Forward(x).Sum();
        }
        (loss + net.Forward(x).Sum()).Backward();

        Assert.Equal(Time, Assert.Single(states.Take()).Norms.Count);
        Assert.Empty(states.Take());
    }

    static Tensor Loss((Tensor Output, RecurrentState State) result) => Loss(result.Output, result.State.Hidden);

    static Tensor Loss(UnrolledNet net, Tensor x)
    {
        var (output, last) = net.Run(x);
        return Loss(output, last);
    }

    static Tensor Loss(Tensor output, Tensor last) =>
        (output * Tensor.Normal(new Rng(3), 0, 1, output.Dims)).Sum() + (last * Tensor.Normal(new Rng(4), 0, 1, last.Dims)).Sum();

    static RecurrentLayer Net(string kind, int layers, bool bidirectional) => kind switch
    {
        "rnn" => new Rnn(Inputs, Hidden, new Rng(1), layers, bidirectional: bidirectional),
        "gru" => new Gru(Inputs, Hidden, new Rng(1), layers, bidirectional: bidirectional),
        _ => new Lstm(Inputs, Hidden, new Rng(1), layers, bidirectional: bidirectional),
    };
}
