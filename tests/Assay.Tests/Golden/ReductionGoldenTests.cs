using Assay.Tensors;

namespace Assay.Tests.Golden;

public sealed class ReductionGoldenTests
{
    [Theory]
    [GoldenCases("reductions")]
    public void AgreesWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("reductions")[name]);
        var x = run["x"];
        var axes = run.Case.Ints("axes");
        var keep = run.Case.Flag("keepdim");
        if (axes.Length == 1)
        {
            run.Check(Along(run.Case, x, axes[0], keep));
            return;
        }
        // Several axes are one after they have been moved together.
        int[] kept = [.. Enumerable.Range(0, x.Rank).Except(axes)];
        var merged = x.Permute([.. kept, .. axes]).Reshape([.. kept.Select(axis => x.Dim(axis)), -1]);
        var y = kept.Length == 0 && run.Case.Op != "var" ? All(run.Case, x) : Along(run.Case, merged, -1, keep: false);
        run.Check(keep ? y.Reshape([.. Enumerable.Range(0, x.Rank).Select(axis => axes.Contains(axis) ? 1 : x.Dim(axis))]) : y);
    }

    static Tensor Along(GoldenCase golden, Tensor x, int axis, bool keep) => golden.Op switch
    {
        "sum" => x.Sum(axis, keep),
        "mean" => x.Mean(axis, keep),
        "max" => x.Max(axis, keep),
        "var" => x.Variance(axis, golden.Int("correction") == 1, keep),
        _ => throw new KeyNotFoundException(golden.Op),
    };

    static Tensor All(GoldenCase golden, Tensor x) => golden.Op switch
    {
        "sum" => x.Sum(),
        "mean" => x.Mean(),
        "max" => x.Max(),
        _ => throw new KeyNotFoundException(golden.Op),
    };
}
