using Assay.Tensors;

namespace Assay.Tests.Golden;

public sealed class RowGoldenTests
{
    static readonly Dictionary<string, Func<GoldenRun, Tensor>> Ops = new()
    {
        ["softmax"] = run => run["x"].Softmax(run.Case.Int("axis")),
        ["log_softmax"] = run => run["x"].LogSoftmax(run.Case.Int("axis")),
        ["embedding"] = run => run["weight"].Rows(run.Ints("indices"), (int)run.Case.Number("padding_index", -1))
            .Reshape([.. run.Case.Inputs["indices"].Shape, -1]),
    };

    [Theory]
    [GoldenCases("rows", "softmax", "log_softmax", "embedding")]
    public void AgreesWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("rows")[name]);
        run.Check(Ops[run.Case.Op](run));
    }
}
