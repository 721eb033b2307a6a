using Assay.Statistics;

namespace Assay.Sweeps;

/// <summary>Draws each value by itself, evenly over its range; what was tried before is not proposed again.</summary>
/// <param name="seed">Equal seeds propose equal configurations.</param>
public sealed class RandomSampler(ulong seed) : Sampler
{
    readonly TriedTree _tried = new();

    /// <inheritdoc/>
    public override Ask? Begin(int number, IReadOnlyList<TrialHistory> history)
    {
        var unused = _tried.Left(history);
        if (unused is null) return null;
        var generator = Draws.Of(seed, number);
        return (name, range) => unused.Take(name, range, UnitScale.Value(range, generator.NextDouble()), ref generator);
    }
}
