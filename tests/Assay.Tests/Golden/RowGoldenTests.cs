using Assay.Tensors;

namespace Assay.Tests.Golden;

public sealed class RowGoldenTests
{
    static readonly Dictionary<string, Func<GoldenRun, Tensor>> Ops = new()
    {
        ["softmax"] = run => run["x"].Softmax(run.Case.Int("axis")),
        ["log_softmax"] = run => run["x"].LogSoftmax(run.Case.Int("axis")),
        ["layer_norm"] = run => run["x"].LayerNorm(run["weight"], run["bias"], (float)run.Case.Number("eps")),
        ["embedding"] = run => run["weight"].Rows(run.Ints("indices"), (int)run.Case.Number("padding_index", -1))
            .Reshape([.. run.Case.Inputs["indices"].Shape, -1]),
        ["attention"] = run => Attention.Run(
            run["query"], run["key"], run["value"], run.Case.Int("heads"), run.Bools("key_padding"), run.Case.Flag("causal")),
    };

    [Theory]
    [GoldenCases("rows")]
    public void AgreesWithPyTorch(string name)
    {
        // At this scale nearly all weight is on one class, and y g - y sum(y g), both about 1, leave 0.001.
        var run = new GoldenRun(GoldenFile.Open("rows")[name]) { Floor = name == "softmax_large" ? 0.01 : 0 };
        run.Check(Ops[run.Case.Op](run));
    }
}
