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
        ["masked_mse"] = run => OfVectors(run, Losses.MaskedMse),
        ["masked_cosine"] = run => OfVectors(run, (output, target, mask) => Losses.MaskedCosine(output, target, mask, run.Case.Number("temperature", 1))),
        ["masked_hybrid"] = run => OfVectors(run, (output, target, mask) =>
            Losses.MaskedHybrid(output, target, mask, run.Case.Number("share"), run.Case.Number("temperature", 1))),
        ["normal_divergence"] = run => Losses.NormalDivergence(run["mean"], run["log_variance"], run.Case.Number("free")),
        ["cross_entropy"] = CrossEntropy,
        ["info_nce"] = run => Losses.InfoNce(run["prediction"], run["target"], run.Case.Number("temperature"), run.Case.Flag("symmetric")),
        ["moments"] = run => Losses.Moments(run["prediction"], run["target"]),
        ["variance_floor"] = run => Losses.VarianceFloor(run["prediction"], run.Case.Number("floor")),
    };

    [Theory]
    [GoldenCases("losses")]
    public void AgreesWithPyTorch(string name)
    {
        var run = new GoldenRun(GoldenFile.Open("losses")[name]);
        run.Check(Kinds[run.Case.Op](run));
    }

    static Tensor CrossEntropy(GoldenRun run)
    {
        var (logits, labels) = (run["logits"], run.Ints("target"));
        var (ignored, smoothing) = ((int)run.Case.Number("ignored", -100), run.Case.Number("smoothing"));
        return run.Case.Text("reduction") == "mean"
            ? Losses.CrossEntropy(logits, labels, ignored, smoothing)
            : Losses.CrossEntropySum(logits, labels, ignored, smoothing);
    }

    static Tensor OfVectors(GoldenRun run, Func<Tensor, Tensor, Tensor, Tensor> loss) => run.Case.Given("sequence") && run.Case.Flag("sequence")
        ? Losses.OfSequences(run["prediction"], run["target"], Rows(run), loss)
        : loss(run["prediction"], run["target"], Rows(run));

    // True where a row counts, (batch, time).
    static Tensor Rows(GoldenRun run) => Tensor.From(
        Array.ConvertAll(run.Bools("mask")!, kept => kept ? 1f : 0f), run.Case.Inputs["mask"].Shape);
}
