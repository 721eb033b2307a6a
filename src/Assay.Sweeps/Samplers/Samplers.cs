namespace Assay.Sweeps;

/// <summary>The samplers by the names that plans call them.</summary>
public static class Samplers
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["grid", "random", "quasi", "tpe"];

    /// <summary>The sampler of a phase that varies something.</summary>
    /// <param name="phase">What is varied, and how.</param>
    /// <param name="seed">Of the proposals.</param>
    /// <exception cref="ArgumentException">The sampler's name is not known, or the phase varies nothing.</exception>
    public static Sampler Of(SweepPhase phase, ulong seed)
    {
        if (phase.Vary.Count == 0) throw new ArgumentException($"phase '{phase.Name}' varies nothing; needed: parameters for its sampler", nameof(phase));
        return phase.Sampler switch
        {
            "grid" => new GridSampler(trial => Declared.Ask(phase.Vary, trial), phase.Points),
            "random" => new RandomSampler(seed),
            "quasi" => new QuasiRandomSampler(seed),
            "tpe" => new TpeSampler(seed),
            _ => throw new ArgumentException($"phase '{phase.Name}' has the sampler '{phase.Sampler}'; needed: {string.Join(", ", Names)}", nameof(phase)),
        };
    }
}
