using Assay.Tensors;

namespace Assay.Tests.Golden;

public sealed class ElementwiseGoldenTests
{
    static readonly Dictionary<string, Func<GoldenRun, Tensor>> Ops = new()
    {
        ["neg"] = run => -run["x"],
        ["exp"] = run => run["x"].Exp(),
        ["log"] = run => run["x"].Log(),
        ["sqrt"] = run => run["x"].Sqrt(),
        ["abs"] = run => run["x"].Abs(),
        ["tanh"] = run => run["x"].Tanh(),
        ["sigmoid"] = run => run["x"].Sigmoid(),
        ["relu"] = run => run["x"].Relu(),
        ["gelu_erf"] = run => run["x"].Gelu(),
        ["gelu_tanh"] = run => run["x"].Gelu(tanhApproximation: true),
        ["silu"] = run => run["x"].Silu(),
        ["softplus"] = run => run["x"].Softplus(),
        ["pow"] = run => run["x"].Pow((float)run.Case.Number("exponent")),
        ["add"] = run => run["a"] + run["b"],
        ["sub"] = run => run["a"] - run["b"],
        ["mul"] = run => run["a"] * run["b"],
        ["div"] = run => run["a"] / run["b"],
        ["maximum"] = run => run["a"].Maximum(run["b"]),
        ["clamp"] = run => run["x"].Clamp(
            (float)run.Case.Number("low", double.NegativeInfinity), (float)run.Case.Number("high", double.PositiveInfinity)),
        ["where"] = run => Tensor.Where(run.Bools("condition"), run["a"], run["b"]),
    };

    [Theory]
    [GoldenCases("elementwise")]
    public void AgreesWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("elementwise")[name]);
        run.Check(Ops[run.Case.Op](run));
    }
}
