using Assay.Tensors;

namespace Assay.Tests.Golden;

public sealed class ShapeGoldenTests
{
    static readonly Dictionary<string, Func<GoldenRun, Tensor>> Ops = new()
    {
        ["reshape"] = run => run["x"].Reshape(run.Case.Ints("shape")),
        ["permute"] = run => run["x"].Permute(run.Case.Ints("order")),
        ["expand"] = run => run["x"].Expand(run.Case.Ints("shape")),
        ["slice"] = run => run["x"].Slice(run.Case.Int("axis"), run.Case.Int("start"), run.Case.Int("length")),
        ["concat"] = run => Tensor.Concat(run.Case.Int("axis"), run["a"], run["b"], run["c"]),
        ["stack"] = run => Tensor.Stack(run.Case.Int("axis"), run["a"], run["b"], run["c"]),
        ["index_select"] = run => run.Case.Int("axis") == 0
            ? run["x"].Rows(run.Ints("indices"))
            : run["x"].Transpose().Rows(run.Ints("indices")).Transpose(),
        ["gather"] = PickColumns,
    };

    [Theory]
    [GoldenCases("shapes")]
    public void AgreesWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("shapes")[name]);
        run.Check(Ops[run.Case.Op](run));
    }

    // Pick takes one element of each row, PyTorch's gather a row of them.
    static Tensor PickColumns(GoldenRun run)
    {
        var (indices, axis) = (run.Ints("indices"), run.Case.Int("axis"));
        var count = run.Case.Inputs["indices"].Shape[axis < 0 ? ^-axis : axis];
        var columns = Enumerable.Range(0, count).Select(column =>
            run["x"].Pick([.. indices.Where((_, place) => place % count == column)], axis));
        return Tensor.Stack(-1, [.. columns]);
    }
}
