namespace Assay.Runs;

/// <summary>One line of <c>events.jsonl</c>.</summary>
/// <param name="Step">Optimizer updates done when it was logged.</param>
/// <param name="Epoch">Epoch it belongs to.</param>
/// <param name="Seconds">Training seconds when it was logged.</param>
/// <param name="Metrics">Names and values in the order they were logged.</param>
/// <param name="Warning">A warning's text, or null.</param>
public sealed record RunEvent(
    long Step, int Epoch, double Seconds, IReadOnlyList<(string Name, double Value)> Metrics, string? Warning)
{
    /// <summary>The value of a metric, or null when this event has none of that name.</summary>
    public double? this[string name]
    {
        get
        {
            foreach (var metric in Metrics)
                if (metric.Name == name) return metric.Value;
            return null;
        }
    }
}
