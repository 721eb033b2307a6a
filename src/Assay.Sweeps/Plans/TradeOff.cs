namespace Assay.Sweeps;

/// <summary>A second metric that results are held against where one cannot have both: the report shows which trainings nothing beats in both.</summary>
/// <param name="Metric">Of finished runs, read as <see cref="SweepPlan.Metric"/>.</param>
/// <param name="Goal">Which of its values are good.</param>
public sealed record TradeOff(string Metric, Goal Goal)
{
    /// <summary>The best values of the judged metric that are possible at all: (value of this metric, value of the judged one), in rising order; or none.</summary>
    public IReadOnlyList<(double Value, double Judged)> Bound { get; init; } = [];

    /// <summary>What a text such as <c>richness:maximize</c> gives.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static TradeOff Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.LastIndexOf(':');
        return (colon > 0 ? text[(colon + 1)..] : "") switch
        {
            "minimize" => new TradeOff(text[..colon], Goal.Minimize),
            "maximize" => new TradeOff(text[..colon], Goal.Maximize),
            _ => throw new ArgumentException($"the second metric is '{text}'; needed: its name and goal, such as richness:maximize"),
        };
    }

    /// <summary>The text that <see cref="Parse"/> takes.</summary>
    public override string ToString() => $"{Metric}:{(Goal == Goal.Minimize ? "minimize" : "maximize")}";
}
