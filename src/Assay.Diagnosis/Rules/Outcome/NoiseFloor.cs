using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>Training and validation both stand at the noise of the labels, so there is nothing left to learn.</summary>
static class NoiseFloor
{
    const double Close = 1.25, LargestFloor = 0.9, Ahead = 1.05;

    public static Rule Rule { get; } = new("noise-floor", "The noise of the targets is reached: nothing is wrong.", Severity.Info, Look);

    static Symptom? Look(Trace trace)
    {
        var (noise, trivial, reached, frozen) = (trace.Vital(Vitals.ValidLabelNoise), trace.Trivial, trace.Reached, trace.Frozen.Tail(0.1));
        if (!(noise > 0) || !(trivial > 0) || !(reached > 0)) return null;
        var floor = noise * trivial;
        var distance = Math.Abs(Math.Log10(reached / floor));
        if (frozen > 0) distance = Math.Max(distance, Math.Abs(Math.Log10(frozen / floor)));
        var strength = Math.Min(Math.Log10(Close) - distance, Strengths.Decades(LargestFloor, noise));
        // What is far away may pass for noise; but at the floor nothing is ahead of the model.
        foreach (var other in new[] { trace.Vital(Vitals.Linear), trace.Vital(Vitals.Neighbour), trace.Vital(Vitals.Wider) })
            if (double.IsFinite(other)) strength = Math.Min(strength, Strengths.Decades(Ahead * Math.Max(other, 1e-12), reached));
        return Said.Of(strength,
            () => $"Nearest neighbours in the input differ by {Said.Percent(noise)} of the targets' variance, a loss of {Said.N(floor)}; validation is {Said.N(reached)}"
                + (frozen > 0 ? $", training with frozen weights {Said.N(frozen)}." : "."),
            () => Said.Losses(trace),
            new Alternative("Neighbours are so far apart that their difference is signal.", "With more examples the measured noise would fall; a lower loss of any other model settles it."));
    }
}
