using System.Text.Json.Nodes;
using Assay.Modules;
using Assay.Tensors;
using Assay.Tests.Runs;
using Assay.Training;

namespace Assay.Tests.Training.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string FilePath => _folder.File("checkpoints/last.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(0.1)]
    public void GoingOnFromAFileGivesTheBitsOfNeverHavingStopped(double rateOfTheHead)
    {
        var (model, optimizer, data) = Start(1);
        optimizer.SetRate("head", rateOfTheHead);
        Steps(model, optimizer, data, 5);
        var checkpoint = new Checkpoint(model, optimizer, Probe()) { Generators = { ["data"] = data.State } };
        checkpoint.Write(FilePath);
        Steps(model, optimizer, data, 7);

        var (other, otherOptimizer, _) = Start(2);
        var read = Checkpoint.Read(FilePath);
        read.Restore(other, otherOptimizer);
        Steps(other, otherOptimizer, new Rng(read.Generators["data"]), 7);
        Assert.Equal(All(model, optimizer), All(other, otherOptimizer));
    }

    [Fact]
    public void NumbersTensorsAndTheStudysOwnSectionComeBack()
    {
        var (model, optimizer, _) = Start(1);
        var study = new JsonObject { ["settings"] = new JsonObject { ["hidden"] = 4 } };
        new Checkpoint(model, optimizer, Probe())
        {
            Numbers = { ["step"] = 9_007_199_254_740_991, ["best/loss"] = 0.1, ["nan"] = double.NaN, ["never"] = double.NegativeInfinity },
            Generators = { ["data"] = (ulong.MaxValue, 1UL << 60) },
            Tensors = { ["state/hidden"] = Tensor.From([1f, 2f], 1, 2) },
            Study = study,
        }.Write(FilePath);

        var read = Checkpoint.Read(FilePath);
        Assert.Equal("Net", read.ModelType);
        Assert.Equal("4", read.Arguments["hidden"]);
        Assert.True(read.HasOptimizer);
        Assert.Equal([9_007_199_254_740_991, 0.1, double.NaN, double.NegativeInfinity], read.Numbers.Values);
        Assert.Equal((ulong.MaxValue, 1UL << 60), read.Generators["data"]);
        Assert.Equal([1f, 2f], read.Tensors["state/hidden"].ToArray());
        Assert.True(JsonNode.DeepEquals(study, read.Study));
    }

    [Fact]
    public void ACheckpointIsACopy()
    {
        var (model, optimizer, data) = Start(1);
        var before = All(model, optimizer);
        var checkpoint = new Checkpoint(model, optimizer, Probe());
        Steps(model, optimizer, data, 3);
        checkpoint.Restore(model, optimizer);
        Assert.Equal(before, All(model, optimizer));
    }

    [Fact]
    public void TakingAndRestoringLeaveTheModesAlone()
    {
        var (model, optimizer, _) = Start(1);
        model.Norm.Training = false;
        new Checkpoint(model, optimizer, Probe()).Restore(model, optimizer);
        Assert.False(model.Norm.Training);
        Assert.Equal(model.NamedModules.Count - 1, model.NamedModules.Count(entry => entry.Module.Training));
    }

    [Fact]
    public void EveryDifferenceIsListedAndNothingIsChanged()
    {
        var (model, optimizer, _) = Start(1);
        new Checkpoint(model, optimizer, Probe()).Write(FilePath);
        var other = new Net(6, 0.25, new Rng(3));
        var sgd = new Sgd(other.NamedParameters, 0.1, momentum: 0.9);
        var before = All(other, sgd);
        var lines = Assert.Throws<InvalidDataException>(() => Checkpoint.Read(FilePath).Restore(other, sgd)).Message.Split('\n');
        Assert.Contains(FilePath, lines[0]);
        string[] expected =
        [
            "argument hidden: needs 6, given 4", "argument lstm.hidden: needs 6, given 4", "argument drop.probability: needs 0.25, given 0.5",
            "lstm.weight_ih_l0: needs shape (24, 3), given (16, 3)", "norm.running_mean: needs shape (6), given (4)",
            "head.weight: needs shape (2, 6), given (2, 4)", "optimizer type: needs Sgd, given Adam", "optimizer momentum: needs 0.9, given nothing",
            "optimizer beta1: needs nothing, given 0.9", "optimizer/head.weight.momentum_buffer: needs shape (2, 6), given nothing",
            "optimizer/head.weight.exp_avg: needs nothing, given shape (2, 4)",
        ];
        Assert.All(expected, line => Assert.Contains(line, lines));
        Assert.Equal(before, All(other, sgd));
    }

    [Fact]
    public void EqualShapesUnderOtherArgumentsAreRefused()
    {
        var (model, _, _) = Start(1);
        var checkpoint = new Checkpoint(model, null, Probe());
        var error = Assert.Throws<InvalidDataException>(() => checkpoint.RestoreModel(new Net(4, 0.1, new Rng(1))));
        Assert.EndsWith("\nargument drop.probability: needs 0.1, given 0.5", error.Message);
        var (other, optimizer, _) = Start(2);
        Assert.Contains("needs a Adam, given none", Assert.Throws<InvalidDataException>(() => checkpoint.Restore(other, optimizer)).Message);
        checkpoint.RestoreModel(other);
        Assert.Equal(Values(model), Values(other));
    }

    [Fact]
    public void AModelThatAnswersTheProbeOtherwiseIsRefusedAndLeftAsItWas()
    {
        var model = new Linear(3, 2, new Rng(1));
        var checkpoint = new Checkpoint(model, null, Probe());
        var other = new Linear(3, 2, new Rng(2));
        var before = other.Weight.ToArray();
        var error = Assert.Throws<InvalidDataException>(() => checkpoint.RestoreModel(other, x => other.Forward(x) * 1.001f));
        Assert.Contains("relative error", error.Message);
        error = Assert.Throws<InvalidDataException>(() => checkpoint.RestoreModel(other, x => other.Forward(x).Sum(0)));
        Assert.Contains("shape", error.Message);
        Assert.Throws<ShapeException>(() => checkpoint.RestoreModel(other, x => x.Reshape(7)));
        Assert.Equal(before, other.Weight.ToArray());
        checkpoint.RestoreModel(other);
        Assert.Equal(model.Weight.ToArray(), other.Weight.ToArray());
    }

    [Fact]
    public void ADivergedModelCanBeKeptAndRestored()
    {
        var model = new Linear(3, 2, new Rng(1));
        model.Weight.Span[0] = float.NaN;
        new Checkpoint(model, null, Probe()).Write(FilePath);
        var other = new Linear(3, 2, new Rng(2));
        Checkpoint.Read(FilePath).RestoreModel(other);
        Assert.Equal(model.Weight.ToArray(), other.Weight.ToArray());
    }

    [Fact]
    public void DamageIsFoundAndNamed()
    {
        var (model, optimizer, _) = Start(1);
        new Checkpoint(model, optimizer, Probe()) { Tensors = { ["state"] = Tensor.Ones(4) } }.Write(FilePath);
        var bytes = File.ReadAllBytes(FilePath);
        var names = new HashSet<string>();
        // A step that is coprime to the sizes visits every tensor and many places of the header.
        for (var i = 0; i < bytes.Length; i += 7)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0x10;
            File.WriteAllBytes(FilePath, damaged);
            var message = Assert.Throws<InvalidDataException>(() => Checkpoint.Read(FilePath)).Message;
            names.Add(message.Contains("the header") ? "the header" : message.Split('\'')[1]);
        }
        string[] expected =
            ["the header", "lstm.weight_hh_l0", "norm.running_var", "optimizer/head.weight.exp_avg_sq", "probe/output", "tensors/state"];
        Assert.Superset(expected.ToHashSet(), names);
        for (var length = 0; length < bytes.Length; length += 101)
        {
            File.WriteAllBytes(FilePath, bytes[..length]);
            Assert.Throws<InvalidDataException>(() => Checkpoint.Read(FilePath));
        }
    }

    [Fact]
    public void OtherFilesAreNotCheckpoints()
    {
        var tensors = new[] { KeyValuePair.Create("a", new StoredTensor(Tensor.Ones(1))) };
        Safetensors.Write(FilePath, tensors);
        Assert.Contains("not a checkpoint", Assert.Throws<InvalidDataException>(() => Checkpoint.Read(FilePath)).Message);
        tensors = [KeyValuePair.Create("probe/input", tensors[0].Value), KeyValuePair.Create("probe/output", tensors[0].Value)];
        foreach (var text in new[] { "{", "[]", "{}", """{"format":1}""", """{"format":2}""" })
        {
            Safetensors.Write(FilePath, tensors, new Dictionary<string, string> { ["assay.checkpoint"] = text });
            Assert.Contains(FilePath, Assert.Throws<InvalidDataException>(() => Checkpoint.Read(FilePath)).Message);
        }
    }

    [Fact]
    public void AModuleThatIsNoLayerNeedsAForwardFunction()
    {
        var embedding = new Embedding(4, 2, new Rng(1));
        Assert.Throws<ArgumentException>(() => new Checkpoint(embedding, null, Probe()));
        var checkpoint = new Checkpoint(embedding, null, Probe(), _ => embedding.Forward([1, 3]));
        var other = new Embedding(4, 2, new Rng(2));
        checkpoint.RestoreModel(other, _ => other.Forward([1, 3]));
        Assert.Equal(embedding.Weight.ToArray(), other.Weight.ToArray());
    }

    static (Net Model, Adam Optimizer, Rng Data) Start(ulong seed)
    {
        var rng = new Rng(seed);
        var model = new Net(4, 0.5, rng);
        return (model, new Adam(model.NamedParameters, 0.01), rng);
    }

    static Tensor Probe() => Tensor.Normal(new Rng(77), 0, 1, 2, 5, 3);

    static void Steps(Net model, Adam optimizer, Rng data, int count)
    {
        using var arena = Arena.Enter();
        for (var step = 0; step < count; step++)
        {
            optimizer.ZeroGrad();
            model.Forward(Tensor.Normal(data, 0, 1, 4, 5, 3)).Square().Mean().Backward();
            optimizer.Step();
            arena.Rewind();
        }
    }

    static float[] Values(Module model) => [.. model.StateDict().Values.SelectMany(tensor => tensor.ToArray())];

    static float[] All(Module model, Optimizer optimizer) =>
    [
        .. Values(model),
        .. optimizer.State().Tensors.Values.SelectMany(tensor => tensor.ToArray()),
        .. optimizer.State().Scalars.Values.Select(value => (float)value),
        .. model.NamedGenerators.Select(entry => (float)entry.Rng.State.Position),
    ];

    sealed class Net(int hidden, double drop, Rng rng) : Layer
    {
        readonly int _hidden = hidden;
        readonly Lstm _lstm = new(3, hidden, rng);
        readonly Dropout _drop = new(drop, rng);
        readonly Linear _head = new(hidden, 2, rng);

        public BatchNorm1d Norm { get; } = new(hidden);

        public override Tensor Forward(Tensor x) =>
            _head.Forward(_drop.Forward(Norm.Forward(_lstm.Forward(x).Reshape(-1, _hidden))));
    }
}
