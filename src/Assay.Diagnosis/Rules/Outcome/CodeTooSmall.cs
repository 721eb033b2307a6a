using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>An autoencoder is as good as its code's size allows: twice as many principal components would do much better.</summary>
static class CodeTooSmall
{
    const double SmallestGain = 1.25, Near = 1.5, SmallestShare = 0.05;

    public static Rule Rule { get; } = new("code-too-small", "The code has too few numbers for its data.", Severity.Warning, Look) { Causes = [Causes.Capacity] };

    static Symptom? Look(Trace trace)
    {
        var (components, twice, reached) = (trace.Vital(Vitals.Components), trace.Vital(Vitals.TwiceComponents), trace.Reached);
        if (!double.IsFinite(components) || !double.IsFinite(twice) || !(reached > 0)) return null;
        var floor = Math.Max(twice, 1e-9);
        // A model far above the components of its own size has other troubles than its code.
        var strength = Math.Min(Math.Min(Strengths.Decades(reached, SmallestGain * floor), Strengths.Decades(components, SmallestGain * floor)), Strengths.Decades(Near * components, reached));
        if (trace.Trivial > 0) strength = Math.Min(strength, Strengths.Decades(reached - twice, SmallestShare * trace.Trivial));
        return Said.Of(strength,
            () => $"Validation is {Said.N(reached)}, that of as many principal components as the code has numbers {Said.N(components)}, and of twice as many {Said.N(twice)}.", null,
            new Alternative("The network falls short of what its code allows.", $"It is within {Near} times of as many components."),
            new Alternative("A curved code could hold as much in as few numbers.", "Train wider encoders and decoders with the same code: if they gain, it was not the code."));
    }
}
