namespace Assay.Training;

/// <summary>Says when a metric has not improved for <paramref name="patience"/> observations in a row.</summary>
/// <param name="patience">Observations without improvement after which to stop; at least 1.</param>
/// <param name="minDelta">How much better than the best an improvement must be, in the metric's unit.</param>
/// <param name="maximize">True if larger metrics are better.</param>
public sealed class EarlyStopping(int patience, double minDelta = 0, bool maximize = false)
{
    readonly int _patience = patience >= 1
        ? patience
        : throw new ArgumentOutOfRangeException(nameof(patience), patience, "Patience must be at least 1.");

    /// <summary>The best metric so far; null before the first. A NaN never is.</summary>
    public double? Best { get; private set; }

    /// <summary>Observations since the best.</summary>
    public int Bad { get; private set; }

    /// <summary>Takes in a metric; true if it is time to stop.</summary>
    public bool ShouldStop(double metric)
    {
        var improved = !double.IsNaN(metric) && (Best is not { } best || (maximize ? metric > best + minDelta : metric < best - minDelta));
        (Best, Bad) = improved ? (metric, 0) : (Best, Bad + 1);
        return Bad >= _patience;
    }

    /// <summary>Goes on from stored values of <see cref="Best"/> and <see cref="Bad"/>.</summary>
    public void Load(double? best, int bad) => (Best, Bad) = (best, bad);
}
