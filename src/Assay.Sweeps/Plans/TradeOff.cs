namespace Assay.Sweeps;

/// <summary>A second metric that results are held against where one cannot have both: the report shows which trainings nothing beats in both.</summary>
/// <param name="Metric">Of finished runs, read as <see cref="SweepPlan.Metric"/>.</param>
/// <param name="Goal">Which of its values are good.</param>
public sealed record TradeOff(string Metric, Goal Goal)
{
    /// <summary>The best values of the judged metric that are possible at all: (value of this metric, value of the judged one), in rising order; or none.</summary>
    public IReadOnlyList<(double Value, double Judged)> Bound { get; init; } = [];
}
