using Assay.Modules;
using Assay.Tensors;

namespace Assay.Tests.Golden;

/// <summary>Modules under PyTorch's parameter names, loaded as a state dict.</summary>
public sealed class ModuleGoldenTests
{
    static readonly Dictionary<string, Func<GoldenRun, Tensor>> Kinds = new()
    {
        ["Linear"] = run => run.Load(
            new Linear(run.Case.Int("inputs"), run.Case.Int("outputs"), new Rng(1), run.Case.Flag("bias"))).Forward(run["x"]),
        ["LayerNorm"] = run =>
            run.Load(new LayerNorm(run.Case.Int("width"), run.Case.Number("eps"), run.Case.Flag("affine"))).Forward(run["x"]),
        ["Embedding"] = Embed,
        ["Sequential"] = run => run.Load(new Sequential([.. run.Case.Texts("layers").Select(Layer)])).Forward(run["x"]),
        ["BatchNorm1d"] = NormalizeBatch,
        ["MultiheadAttention"] = Attend,
    };

    [Theory]
    [GoldenCases("modules")]
    public void AgreesWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("modules")[name]);
        run.Check(Kinds[run.Case.Op](run));
    }

    static Tensor Embed(GoldenRun run)
    {
        int? padding = run.Case.Given("padding_index") ? run.Case.Int("padding_index") : null;
        var module = run.Load(new Embedding(run.Case.Int("count"), run.Case.Int("width"), new Rng(1), padding));
        return module.Forward(run.Ints("indices"), run.Case.Inputs["indices"].Shape);
    }

    static Tensor NormalizeBatch(GoldenRun run)
    {
        var module = run.Load(new BatchNorm1d(run.Case.Int("width"), run.Case.Number("eps"), run.Case.Number("momentum")));
        if (!run.Case.Flag("training")) module.Eval();
        return module.Forward(run["x"]);
    }

    static Tensor Attend(GoldenRun run)
    {
        var module = run.Load(
            new MultiHeadAttention(run.Case.Int("width"), run.Case.Int("heads"), new Rng(1), bias: run.Case.Flag("bias")));
        var memory = run.Case.Flag("cross") ? run["memory"] : run["x"];
        return module.Forward(run["x"], memory, memory, run.Bools("key_padding"), run.Case.Flag("causal"));
    }

    // "Linear 6 9" and the like.
    static Layer Layer(string description) => description.Split(' ') switch
    {
        ["Linear", var inputs, var outputs] => new Linear(int.Parse(inputs), int.Parse(outputs), new Rng(1)),
        ["LayerNorm", var width] => new LayerNorm(int.Parse(width)),
        ["Tanh"] => Activation.Tanh(),
        _ => throw new KeyNotFoundException(description),
    };
}
