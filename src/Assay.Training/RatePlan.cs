using System.Text.Json.Nodes;

namespace Assay.Training;

/// <summary>
/// How the learning rate goes on from a step, by name: a factor that is 1 at that step, and for <c>plateau</c> an observer that lowers the rate
/// itself. Over the planned steps <c>cosine</c> and <c>exponential</c> fall to 0.02 and stay there, <c>step</c> halves three times, a quarter
/// of the steps apart, <c>constant</c> stays, and <c>plateau</c> halves when a metric has stopped improving.
/// </summary>
public sealed class RatePlan
{
    const double Floor = 0.02, Half = 0.5;
    const int Stairs = 4;

    readonly Schedule _schedule;
    readonly long _warmUp;
    readonly ReduceOnPlateau? _plateau;

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="start">Optimizer steps done where it begins.</param>
    /// <param name="steps">Steps it is planned for, at least 1.</param>
    /// <param name="patience">Observations without improvement that <c>plateau</c> bears.</param>
    /// <param name="warmUp">Steps over which the factor first rises from a third; 0 for a plan that begins at 1.</param>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public RatePlan(string name, long start, long steps, int patience, long warmUp = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        (Name, Start, Steps, Patience, _warmUp) = (name, start, steps, patience, warmUp);
        var schedule = name switch
        {
            "cosine" => Schedules.Cosine(steps, Floor),
            "step" => Schedules.Step((steps + Stairs - 1) / Stairs, Half),
            "exponential" => Schedules.Exponential(Math.Pow(Floor, 1.0 / steps)),
            "plateau" or "constant" => Schedules.Constant(),
            _ => throw new ArgumentException($"There is no schedule '{name}'; there are: {string.Join(", ", Names)}.", nameof(name)),
        };
        _schedule = warmUp > 0 ? schedule.AfterWarmUp(warmUp) : schedule;
        if (name == "plateau") _plateau = new ReduceOnPlateau { Factor = Half, Patience = patience, Maximize = true };
    }

    /// <summary>The names there are.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cosine", "plateau", "step", "exponential", "constant"];

    /// <summary>Which one it is.</summary>
    public string Name { get; }

    /// <summary>Optimizer steps done where it begins.</summary>
    public long Start { get; }

    /// <summary>Steps it is planned for.</summary>
    public long Steps { get; }

    /// <summary>Observations without improvement that <c>plateau</c> bears.</summary>
    public int Patience { get; }

    /// <summary>The factor of the step after so many; before the plan's beginning and beyond its end that of its ends.</summary>
    public double Factor(long step) => _schedule(Math.Clamp(step - Start, 0, Steps));

    /// <summary>Takes in a metric of which more is better, and returns the base rate to go on with.</summary>
    public double Observe(double metric, double rate) => _plateau?.Observe(metric, rate) ?? rate;

    /// <summary>What to store to go on from here.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["name"] = Name, ["start"] = Start, ["steps"] = Steps, ["patience"] = Patience, ["warmUp"] = _warmUp };
        if (_plateau?.State is { } state && double.IsFinite(state.Best)) json["plateau"] = new JsonArray(state.Best, state.Bad, state.Cooling);
        return json;
    }

    /// <summary>Goes on from what <see cref="ToJson"/> gave.</summary>
    /// <exception cref="KeyNotFoundException">It is none.</exception>
    public static RatePlan FromJson(JsonNode? json)
    {
        JsonNode Part(string name) => json?[name] ?? throw new KeyNotFoundException($"the plan of the learning rate has no '{name}'");
        var plan = new RatePlan((string)Part("name")!, (long)Part("start"), (long)Part("steps"), (int)Part("patience"), (long)Part("warmUp"));
        if (json!["plateau"] is JsonArray state && plan._plateau is { } plateau)
            plateau.State = ((double)state[0]!, (int)state[1]!, (int)state[2]!);
        return plan;
    }
}
