using Assay.Modules;
using Assay.Tensors;
using Buffer = Assay.Modules.Buffer;

namespace Assay.Tests.Modules;

public sealed class ParameterTreeTests
{
    enum Mode
    {
        Plain,
        Fancy,
    }

    [Fact]
    public void NamesAreThoseOfTheFieldsInOrderOfDeclaration()
    {
        string[] expected =
        [
            "inherited.weight", "scale_l0", "running_mean", "in_proj.weight", "in_proj.bias", "layers.0.weight", "layers.1.weight",
            "heads.mean.weight", "public_weight",
        ];
        var model = new Everything(new Rng(1));
        Assert.Equal(expected, model.StateDict().Keys);
        Assert.Equal(expected.Where(name => name != "running_mean"), model.NamedParameters.Select(entry => entry.Name));
        Assert.Equal("running_mean", Assert.Single(model.NamedBuffers).Name);
        Assert.Equal("noise", Assert.Single(model.NamedGenerators).Name);
    }

    [Fact]
    public void CapturedConstructorParametersCount()
    {
        var model = new Wrapper(new Linear(2, 3, new Rng(1)), 0.5);
        Assert.Equal(["inner.weight", "inner.bias"], model.NamedParameters.Select(entry => entry.Name));
        Assert.Equal("0.5", model.Arguments["factor"]);
    }

    [Fact]
    public void ASharedParameterCountsOnceUnderItsFirstName()
    {
        var shared = new Linear(4, 4, new Rng(1), bias: false);
        var model = new Sequential(shared, Activation.Tanh(), shared, new Wrapper(shared, 1));
        Assert.Equal("0.weight", Assert.Single(model.NamedParameters).Name);
        Assert.Equal(16, model.ParameterCount);
        Assert.Equal(4, model.NamedModules.Count);
    }

    [Fact]
    public void AModuleThatKnowsItsParentIsWalkedOnce()
    {
        var child = new Child();
        var parent = new Wrapper(child, 1);
        child.Parent = parent;
        Assert.Equal(["inner.weight"], parent.NamedParameters.Select(entry => entry.Name));
    }

    [Fact]
    public void TwoFieldsOfOneNameAreRefused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new Ambiguous().Parameters);
        Assert.Contains("'weight'", error.Message);
    }

    [Fact]
    public void ArgumentsAreTypesAndFixedPlainValues()
    {
        var arguments = new Everything(new Rng(1)).Arguments;
        Assert.Equal("Everything", arguments["type"]);
        Assert.Equal("Linear", arguments["layers.1.type"]);
        Assert.Equal("7", arguments["size"]);
        Assert.Equal("Fancy", arguments["mode"]);
        Assert.Equal("none", arguments["limit"]);
        Assert.DoesNotContain("steps", arguments.Keys);
        Assert.NotEqual(
            new Lstm(3, 4, new Rng(1), layers: 2, dropout: 0.1).Arguments, new Lstm(3, 4, new Rng(1), layers: 2, dropout: 0.2).Arguments);
    }

    abstract class Ancestor(Rng rng) : Layer
    {
        readonly Linear _inherited = new(2, 2, rng, bias: false);

        public override Tensor Forward(Tensor x) => _inherited.Forward(x);
    }

    sealed class Everything(Rng rng) : Ancestor(rng)
    {
        readonly Parameter _scaleL0 = new(3);
        readonly Buffer _runningMean = new(3);
        readonly Linear _inProj = new(2, 2, rng);
        readonly Linear[] _layers = [new(2, 2, rng, bias: false), new(2, 2, rng, bias: false)];
        readonly Dictionary<string, Module> _heads = new() { ["mean"] = new Linear(2, 1, rng, bias: false) };
        readonly string[] _words = ["a", "b"];
        readonly Rng _noise = rng.Fork();
        readonly int _size = 7;
        readonly Mode _mode = Mode.Fancy;
        readonly double? _limit = null;
        int _steps;

        public Parameter PublicWeight { get; } = new(1);

        public string Describe() => $"{_scaleL0} {_runningMean} {_inProj} {_layers} {_heads} {_words} {_noise} {_size} {_mode} {_limit} {_steps++}";
    }

    sealed class Wrapper(Layer inner, double factor) : Layer
    {
        public override Tensor Forward(Tensor x) => inner.Forward(x) * (float)factor;
    }

    sealed class Child : Layer
    {
        readonly Parameter _weight = new(2);

        public Module? Parent { get; set; }

        public override Tensor Forward(Tensor x) => x + _weight;
    }

    sealed class Ambiguous : Layer
    {
        readonly Parameter _weight = new(2);

        public Parameter Weight { get; } = new(2);

        public override Tensor Forward(Tensor x) => x + _weight;
    }
}
