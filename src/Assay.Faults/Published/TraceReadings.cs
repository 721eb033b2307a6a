using Assay.Diagnosis;
using Assay.Runs;

namespace Assay.Faults;

/// <summary>
/// What published rules ask of a training, from what a trace has. Classification accuracy is the skill 1 - loss/trivial; epochs are the
/// points of the validation and the online curve; a layer's mean absolute gradient is its norm spread evenly over its share of the parameters.
/// </summary>
static class TraceReadings
{
    /// <summary>Losses of training epochs, or all there is of training.</summary>
    public static Curve EpochLosses(Trace trace) => trace.Online.Count > 1 ? trace.Online : trace.Frozen.Count > 1 ? trace.Frozen : trace.Training;

    /// <summary>A loss curve as accuracies; empty where the trivial loss is not known.</summary>
    public static IReadOnlyList<double> Accuracies(Trace trace, Curve losses) =>
        trace.Trivial > 0 ? [.. losses.Values.Select(loss => 1 - loss / trace.Trivial)] : [];

    /// <summary>Whether a number of a kind is NaN or infinite anywhere.</summary>
    public static bool Broken(Trace trace) => trace.Status == RunStatus.Diverged
        || trace.Names.Where(name => name is "train/loss" or "online/loss" or "valid/loss" || name.StartsWith("grad/", StringComparison.Ordinal))
            .Any(name => trace.Curve(name).Values.Any(value => !double.IsFinite(value)));

    /// <summary>Gradient norms of the weights, the first layer's first.</summary>
    public static IReadOnlyList<Curve> Layers(Trace trace) => [.. LayerCurves.Weights(trace, "grad/", "/norm").Select(layer => layer.Curve)];

    /// <summary>Mean absolute values of the gradients of the weights, if all had as many numbers (of normal size, sqrt(2/pi) of the root mean square).</summary>
    public static IReadOnlyList<Curve> MeanGradients(Trace trace)
    {
        var layers = Layers(trace);
        var numbers = trace.Record.Parameters > 0 && layers.Count > 0 ? (double)trace.Record.Parameters / layers.Count : 1;
        return [.. layers.Select(layer => layer.Select(norm => Math.Sqrt(2 / Math.PI / numbers) * norm))];
    }

    /// <summary>The largest value of statistics such as <c>activation/NAME/dead</c>, over layers and time; NaN where none was logged.</summary>
    public static double LargestShare(Trace trace, string suffix) =>
        trace.Curves("activation/", suffix).SelectMany(layer => layer.Curve.Values).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();

    /// <summary>Update over weight, of all weights and looks.</summary>
    public static IEnumerable<double> UpdateRatios(Trace trace) => LayerCurves.Weights(trace, "update/", "/ratio").SelectMany(weight => weight.Curve.Values);
}
