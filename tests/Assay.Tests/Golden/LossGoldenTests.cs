using Assay.Tensors;
using Assay.Training;

namespace Assay.Tests.Golden;

public sealed class LossGoldenTests
{
    static readonly Dictionary<string, Func<GoldenRun, Tensor>> Kinds = new()
    {
        ["mse"] = run => run.Case.Text("reduction") == "mean"
            ? Losses.Mse(run["prediction"], run["target"])
            : Losses.MseSum(run["prediction"], run["target"]),
        ["masked_mse"] = run => Losses.MaskedMse(run["prediction"], run["target"], PerElement(run)),
        ["cross_entropy"] = CrossEntropy,
    };

    [Theory]
    [GoldenCases("losses")]
    public void AgreesWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("losses")[name]);
        run.Check(Kinds[run.Case.Op](run));
    }

    // Assay has the mean only; where all rows count, the sum is their number times the mean.
    static Tensor CrossEntropy(GoldenRun run)
    {
        var labels = run.Ints("target");
        var mean = Losses.CrossEntropy(
            run["logits"], labels, (int)run.Case.Number("ignored", -100), run.Case.Number("smoothing"));
        return run.Case.Text("reduction") == "mean" ? mean : mean * labels.Length;
    }

    // The recorded mask is (batch, time), that of Assay has the shape of the output.
    static Tensor PerElement(GoldenRun run)
    {
        var prediction = run["prediction"];
        var rows = Array.ConvertAll(run.Bools("mask")!, kept => kept ? 1f : 0f);
        return Tensor.From(rows, [.. prediction.Dims[..^1], 1]).Expand(prediction.Dims);
    }
}
