using Assay.Data;
using Assay.Modules;
using Assay.Tensors;
using Assay.Tests.Tensors;
using Assay.Training;

namespace Assay.Tests.Training;

/// <summary>Managed bytes that a training step allocates once it has run a few times.</summary>
[Collection(nameof(Compute))]
public sealed class AllocationTests
{
    const long Limit = 1024;

    [Fact]
    public void OneRowOfAStream()
    {
        var model = new RowModel();
        var stepper = new Stepper(new Adam(model.NamedParameters)) { Clip = 1, Schedule = Schedules.MultiStep([3, 1000]) };
        var carried = new CarriedState(model, 1);
        bool[] starts = [false];
        var (input, target) = (Tensor.Normal(new Rng(1), 0, 1, 100, 1, 5), Tensor.Normal(new Rng(2), 0, 1, 100, 1, 1));
        using var arena = Arena.Enter();
        Measure(step =>
        {
            var row = input.Slice(0, step % 100, 1);
            var loss = Losses.Mse(model.Forward(row, carried.Begin(starts)), target.Slice(0, step % 100, 1));
            Assert.True(stepper.Step(loss, 1));
            carried.Keep();
            arena.Rewind();
        });
    }

    [Fact]
    public void ClassesFromAPerceptron()
    {
        var rng = new Rng(1);
        var model = new Sequential(new Linear(9, 64, rng), Activation.Gelu(), new LayerNorm(64), new Linear(64, 3, rng), new Dropout(0.1, rng));
        var optimizer = new Sgd(model.NamedParameters, 0.01, momentum: 0.9);
        var input = Tensor.Normal(rng, 0, 1, 32, 9);
        int[] labels = [.. Enumerable.Range(0, 32).Select(i => i % 3)];
        using var arena = Arena.Enter();
        Measure(_ =>
        {
            optimizer.ZeroGrad();
            Losses.CrossEntropy(model.Forward(input), labels, labelSmoothing: 0.1).Backward();
            optimizer.Step(clip: 1);
            arena.Rewind();
        });
    }

    [Fact]
    public void PointsOfABall()
    {
        var curvature = new LearnedCurvature(0.95);
        var points = new Parameter(300, 16);
        points.CopyFrom(new PoincareBall(1).ExpOrigin(Tensor.Normal(new Rng(1), 0, 0.1f, 300, 16)));
        var optimizer = new RiemannianAdam([("points", points), .. curvature.NamedParameters], ["points"], new PoincareBall(1));
        using var arena = Arena.Enter();
        Measure(_ =>
        {
            optimizer.ZeroGrad();
            var ball = curvature.Ball();
            (ball.Distance(points.Slice(0, 0, 299), points.Slice(0, 1, 299)) - 1f).Square().Mean().Backward();
            optimizer.Step(clip: 1);
            arena.Rewind();
        });
    }

    [Theory]
    [InlineData("rnn", 1, false)]
    [InlineData("lstm", 1, false)]
    [InlineData("gru", 1, true)]
    public void ARecurrentSequence(string kind, int layers, bool bidirectional)
    {
        var rng = new Rng(1);
        Layer rnn = kind switch
        {
            "rnn" => new Rnn(40, 32, rng, layers, bidirectional: bidirectional),
            "lstm" => new Lstm(40, 32, rng, layers, bidirectional: bidirectional),
            _ => new Gru(40, 32, rng, layers, bidirectional: bidirectional),
        };
        var model = new Sequential(rnn, new Linear(bidirectional ? 64 : 32, 7, rng));
        var optimizer = new AdamW(model.NamedParameters);
        var (input, target) = (Tensor.Normal(rng, 0, 1, 8, 20, 40), Tensor.Normal(rng, 0, 1, 8, 20, 7));
        using var arena = Arena.Enter();
        Measure(_ =>
        {
            optimizer.ZeroGrad();
            Losses.Mse(model.Forward(input), target).Backward();
            optimizer.Step(clip: 1);
            arena.Rewind();
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BatchesThroughATrainer(bool classes)
    {
        const int Batches = 20, BatchSize = 512;
        var rng = new Rng(1);
        var model = new Sequential(new Linear(4, 8, rng), Activation.Tanh(), new BatchNorm1d(8), new Linear(8, 3, rng));
        var input = Tensor.Normal(rng, 0, 1, Batches * BatchSize, 4);
        var data = classes
            ? new Dataset(input, [.. Enumerable.Range(0, Batches * BatchSize).Select(i => i % 3)])
            : new Dataset(input, Tensor.Normal(rng, 0, 1, Batches * BatchSize, 3));
        var trainer = new Trainer(model, classes ? Losses.CrossEntropy : Losses.Mse, new Adam(model.NamedParameters)) { BatchSize = BatchSize, Rng = rng };
        MeasureEpochs(trainer.Epochs(data, null, 8), Batches);
    }

    [Fact]
    public void WindowsThroughAStreamTrainer()
    {
        const int Windows = 10, Window = 2, Count = 512;
        var rng = new Rng(1);
        var model = new RowModel();
        var streams = new ContiguousStreams(
            Tensor.Normal(rng, 0, 1, Windows * Window * Count, 5), Tensor.Normal(rng, 0, 1, Windows * Window * Count, 1), Count, Window);
        var trainer = new StreamTrainer(model, Losses.Mse, new Adam(model.NamedParameters));
        trainer.Stepper.Clip = 1;
        MeasureEpochs(trainer.Epochs(streams, 8), Windows);
    }

    [Fact]
    public void DeepNetsInsideAScopeThatRecycles()
    {
        var rng = new Rng(1);
        Block[] blocks = [new(rng), new(rng), new(rng), new(rng)];
        var model = new Sequential(blocks);
        var optimizer = new AdamW(model.NamedParameters);
        var embedding = new Embedding(50, 32, rng);
        int[] tokens = [.. Enumerable.Range(0, 48).Select(i => i * 7 % 50)];
        var target = Tensor.Normal(rng, 0, 1, 4, 12, 32);
        using var arena = Arena.Enter();
        Measure(_ =>
        {
            using var inside = Arena.Recycle();
            optimizer.ZeroGrad();
            var output = model.Forward(embedding.Forward(tokens, 4, 12));
            var cosine = (output * target).Sum(-1) / (output.Square().Sum(-1) * target.Square().Sum(-1)).Sqrt();
            (1 - cosine.Mean() + output.Slice(1, 2, 3).Transpose(0, 1).Max()).Backward();
            optimizer.Step(clip: 1);
            arena.Rewind();
        });
    }

    [Fact]
    public void ATransformersDecoder()
    {
        var rng = new Rng(1);
        TransformerDecoderLayer[] layers = [new(32, 4, 64, rng, 0.1), new(32, 4, 64, rng, 0.1), new(32, 4, 64, rng, 0.1), new(32, 4, 64, rng, 0.1)];
        var optimizer = new Adam([.. layers.SelectMany((layer, i) => layer.NamedParameters.Select(entry => ($"{i}.{entry.Name}", entry.Parameter)))]);
        var (input, target) = (Tensor.Normal(rng, 0, 1, 4, 5, 32), Tensor.Normal(rng, 0, 1, 4, 5, 32));
        using var arena = Arena.Enter();
        Measure(_ =>
        {
            optimizer.ZeroGrad();
            var x = input;
            foreach (var layer in layers) x = layer.Forward(x, input, causal: true);
            Losses.Mse(x, target).Backward();
            optimizer.Step(clip: 1);
            arena.Rewind();
        });
    }

    static void Measure(Action<int> step) => Threads.With(1, () =>
    {
        for (var i = 0; i < 20; i++) step(i);
        var bytes = new long[21];
        for (var i = 0; i < bytes.Length; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            step(20 + i);
            bytes[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Array.Sort(bytes);
        Assert.InRange(bytes[bytes.Length / 2], 0, Limit);
        return 0;
    });

    // All that an epoch allocates, its order included, spread over its steps.
    static void MeasureEpochs(IEnumerable<Epoch> epochs, int steps) => Threads.With(1, () =>
    {
        var bytes = new List<long>();
        foreach (var _ in epochs) bytes.Add(GC.GetAllocatedBytesForCurrentThread());
        var each = bytes.Zip(bytes.Skip(1), (before, after) => (after - before) / steps).Skip(2).Order().ToArray();
        Assert.InRange(each[each.Length / 2], 0, Limit);
        return 0;
    });

    sealed class RowModel : StatefulModel
    {
        readonly Lstm _lstm = new(5, 64, new Rng(1), batchFirst: false);
        readonly Linear _head = new(64, 1, new Rng(2));

        public override Tensor[] ZeroState(int streams) => [_lstm.InitialState(streams).Hidden, _lstm.InitialState(streams).Cell];

        public override Tensor Forward(Tensor input, Tensor[] state)
        {
            var (output, after) = _lstm.Forward(input, new LstmState(state[0], state[1]));
            (state[0], state[1]) = (after.Hidden, after.Cell);
            return _head.Forward(output);
        }
    }

    sealed class Block(Rng rng) : Layer
    {
        readonly MultiHeadAttention _attention = new(32, 4, rng, dropout: 0.1);
        readonly LayerNorm _first = new(32), _second = new(32);
        readonly Linear _up = new(32, 128, rng), _down = new(128, 32, rng);

        public override Tensor Forward(Tensor x)
        {
            using var inside = Arena.Recycle();
            var normed = _first.Forward(x);
            x += _attention.Forward(normed, normed, normed, causal: true);
            return inside.Publish(x + _down.Forward(_up.Forward(_second.Forward(x)).Gelu()));
        }
    }
}
