namespace Assay.Sweeps;

/// <summary>
/// Every combination once, the parameter asked for last changing fastest, conditional parameters only where they are asked for. All choices are tried;
/// of numbers a given count of points from limit to limit, at equal differences or, on logarithmic ranges, equal ratios; of whole numbers
/// all where they are not more than that count, else as many evenly spaced ones.
/// </summary>
public sealed class GridSampler : Sampler
{
    /// <summary>Combinations at most: more could never be trained, and are a mistake.</summary>
    public const int Largest = 100_000;

    readonly List<IReadOnlyList<object>> _combinations = [];

    /// <param name="recipe">Asks a trial for the parameters, as trainings will.</param>
    /// <param name="points">Values of a range of numbers, at least 2.</param>
    /// <exception cref="ArgumentException">The recipe asks for nothing, there are too many combinations, or too few points.</exception>
    public GridSampler(Action<Trial> recipe, int points)
    {
        if (points < 2) throw new ArgumentOutOfRangeException(nameof(points), points, "needed: at least 2 points, the limits of a range");
        var turns = new List<(int Turn, IReadOnlyList<object> Values)>();
        do
        {
            var asked = 0;
            var trial = new Trial(_combinations.Count, (_, range) =>
            {
                if (asked == turns.Count) turns.Add((0, Values(range, points)));
                var (turn, values) = turns[asked++];
                return values[turn];
            });
            recipe(trial);
            if (asked == 0) throw new ArgumentException("the recipe asks for no parameter; needed: at least one", nameof(recipe));
            _combinations.Add([.. turns.Select(turn => turn.Values[turn.Turn])]);
            if (_combinations.Count > Largest)
                throw new ArgumentException($"the grid has more than {Largest} combinations; needed: fewer points or parameters", nameof(recipe));
        }
        while (Advance(turns));
    }

    /// <summary>How many combinations there are.</summary>
    public int Count => _combinations.Count;

    /// <inheritdoc/>
    public override Ask? Begin(int number, IReadOnlyList<TrialHistory> history)
    {
        if (history.Count >= _combinations.Count) return null;
        var (values, asked) = (_combinations[history.Count], 0);
        return (name, range) => asked < values.Count && range.Contains(values[asked])
            ? values[asked++]
            : throw new InvalidOperationException($"'{name}' was not asked for when the grid was laid out");
    }

    /// <summary>Turns the last value that has a next one; what comes behind it is asked for afresh.</summary>
    static bool Advance(List<(int Turn, IReadOnlyList<object> Values)> turns)
    {
        while (turns.Count > 0)
        {
            var (turn, values) = turns[^1];
            turns.RemoveAt(turns.Count - 1);
            if (turn + 1 == values.Count) continue;
            turns.Add((turn + 1, values));
            return true;
        }
        return false;
    }

    static IReadOnlyList<object> Values(ParameterRange range, int points) => range switch
    {
        ChoiceRange choice => choice.Choices,
        WholeRange whole when UnitScale.Count(whole) <= points => [.. Enumerable.Range(whole.Low, whole.High - whole.Low + 1).Select(value => (object)value)],
        WholeRange whole => [.. Steps(points, whole.Low, whole.High, whole.Log).Select(value => (object)(int)Math.Round(value)).Distinct()],
        NumberRange number => [.. Steps(points, number.Low, number.High, number.Log).Select(value => (object)Math.Clamp(value, number.Low, number.High))],
        _ => throw new ArgumentException($"ranges are choices, whole numbers and numbers; given: {range.GetType().Name}", nameof(range)),
    };

    static IEnumerable<double> Steps(int points, double low, double high, bool log)
    {
        for (var point = 0; point < points; point++)
        {
            var share = point / (points - 1.0);
            yield return log ? low * Math.Pow(high / low, share) : low + share * (high - low);
        }
    }
}
