using Assay.Statistics;

namespace Assay.Sweeps;

public sealed class TpeSampler : Sampler
{
    readonly ulong _seed;
    readonly TpeSettings _settings;
    readonly QuasiRandomSampler _startup;

    public TpeSampler(ulong seed) : this(seed, new TpeSettings())
    {
    }

    internal TpeSampler(ulong seed, TpeSettings settings) => (_seed, _settings, _startup) = (seed, settings, new QuasiRandomSampler(seed));

    /// <inheritdoc/>
    public override Ask? Begin(int number, IReadOnlyList<TrialHistory> history)
    {
        var unused = UnusedValues.After(history);
        if (unused is null) return null;
        var ranked = Ranking.Of(history, out var judged);
        if (judged < _settings.Startup)
        {
            if (_settings.Quasi) return _startup.Begin(number, history, unused);
            var generator = Draws.Of(_seed, number);
            return (name, range) => unused.Take(name, range, UnitScale.Value(range, generator.NextDouble()), ref generator);
        }
        return new TpeProposal(ranked, unused, Draws.Of(_seed, number), _settings).Answer;
    }
}
