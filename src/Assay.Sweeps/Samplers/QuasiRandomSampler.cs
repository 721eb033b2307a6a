using Assay.Statistics;

namespace Assay.Sweeps;

/// <summary>
/// Fills the space evenly (<see cref="ScrambledHalton"/>): no two proposals come close while parts of the space are empty, which random ones do.
/// A parameter has the dimension of its first appearance, so conditional ones are even over the trials that have them, nearly.
/// What was tried before is not proposed again.
/// </summary>
/// <param name="seed">Equal seeds propose equal configurations.</param>
public sealed class QuasiRandomSampler(ulong seed) : Sampler
{
    readonly TriedTree _tried = new();
    readonly ScrambledHalton _points = new(seed);

    /// <inheritdoc/>
    public override Ask? Begin(int number, IReadOnlyList<TrialHistory> history)
    {
        var unused = _tried.Left(history);
        return unused is null ? null : Begin(number, history, unused);
    }

    internal Ask Begin(int number, IReadOnlyList<TrialHistory> history, UnusedValues unused)
    {
        var dimensions = new Dictionary<string, int>();
        foreach (var trial in history)
            foreach (var (name, _) in trial.Values)
                if (trial.Ranges.ContainsKey(name))
                    dimensions.TryAdd(name, dimensions.Count);
        var generator = Draws.Of(seed, number);
        return (name, range) =>
        {
            dimensions.TryAdd(name, dimensions.Count);
            return unused.Take(name, range, UnitScale.Value(range, _points[number, dimensions[name]]), ref generator);
        };
    }
}
