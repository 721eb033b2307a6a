using Assay.Tensors;

namespace Assay.Tests.Modules;

/// <summary>What every layer must do.</summary>
public sealed class LayerContractTests
{
    public static TheoryData<string> Names => [.. LayerCase.All.Select(layer => layer.Name)];

    static LayerCase Case(string name) => LayerCase.All.Single(layer => layer.Name == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void HasTheShapeAndTheNamesOfItsKind(string name)
    {
        var layer = Case(name);
        var module = layer.Make(new Rng(1));
        Assert.Equal(layer.Output, module.Forward(layer.Data()).Dims.ToArray());
        Assert.Equal(layer.State, module.StateDict().Keys);
        Assert.Equal(module.Parameters.Sum(parameter => parameter.Count), module.ParameterCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSameSeedGivesTheSameBits(string name)
    {
        var layer = Case(name);
        float[] first = Trained(1), second = Trained(1), other = Trained(2);
        Assert.Equal(first, second);
        // Norms start from constants and positions have no parameters; all others are drawn.
        if (!name.Contains("Norm") && name != "PositionalEncoding") Assert.NotEqual(first, other);

        float[] Trained(ulong seed)
        {
            var module = layer.Make(new Rng(seed));
            var y = module.Forward(layer.Data());
            if (y.RequiresGrad) y.Square().Sum().Backward();
            return [.. y.ToArray(), .. module.Parameters.SelectMany(parameter => parameter.Grad!.ToArray())];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AGradientReachesEveryParameterAndTheInput(string name)
    {
        var layer = Case(name);
        var module = layer.Make(new Rng(1));
        var x = layer.Data().Tracked();
        var y = module.Forward(x);
        (y * Tensor.Normal(new Rng(5), 0, 1, y.Dims)).Sum().Backward();
        Assert.Contains(x.Grad!.ToArray(), value => value != 0);
        foreach (var (parameterName, parameter) in module.NamedParameters)
        {
            Assert.True(parameter.Grad is not null, parameterName);
            Assert.True(parameter.Grad!.ToArray().Any(value => value != 0), parameterName);
        }
        module.ZeroGrad();
        Assert.All(module.Parameters, parameter => Assert.Null(parameter.Grad));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EvaluationDoesNotDependOnChanceAndTrainingMayDo(string name)
    {
        var layer = Case(name);
        var module = layer.Make(new Rng(1));
        Assert.True(module.Training);
        var (first, second) = (module.Forward(layer.Data()).ToArray(), module.Forward(layer.Data()).ToArray());
        Assert.Equal(layer.Random, !first.AsSpan().SequenceEqual(second));

        module.Eval();
        Assert.All(module.NamedModules, entry => Assert.False(entry.Module.Training));
        Assert.Equal(module.Forward(layer.Data()).ToArray(), module.Forward(layer.Data()).ToArray());
        module.Train();
        Assert.All(module.NamedModules, entry => Assert.True(entry.Module.Training));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStateDictCarriesOverAllThatEvaluationDependsOn(string name)
    {
        var layer = Case(name);
        var (module, other) = (layer.Make(new Rng(1)), layer.Make(new Rng(2)));
        module.Forward(layer.Data());
        other.LoadStateDict(module.StateDict());
        module.Eval();
        other.Eval();
        Assert.Equal(module.Forward(layer.Data()).ToArray(), other.Forward(layer.Data()).ToArray());
        Assert.Equal(module.Arguments, other.Arguments);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AWrongShapeIsRefused(string name)
    {
        var layer = Case(name);
        if (layer.BadInput.Length == 0) return;
        Assert.Throws<ShapeException>(() => layer.Make(new Rng(1)).Forward(Tensor.Zeros(layer.BadInput)));
    }
}
