using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>The training loss rose far above where it had been, or stands above what needs no network at all.</summary>
static class Diverging
{
    const int Least = 6;
    const double Window = 0.1;

    public static Rule Rule { get; } = new("diverging", "The training loss rises instead of falling.", Severity.Error, Look)
    {
        Causes = [Causes.RateTooHigh, Causes.GradientHandling, Causes.Clipping, Causes.OptimizerState, Causes.Labels],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var loss = trace.Training.Finite();
        if (loss.Count < Least) return null;
        var window = Math.Max(3, (int)(Window * loss.Count));
        var levels = Levels(loss, window);
        var (first, best, last) = (levels[0], levels.Min(level => level.Value), levels[^1]);
        var noise = Robust.Deviation(loss.Detrended().Values) / Math.Sqrt(window);
        var floor = Math.Max(noise, 1e-6 * levels.Max(level => Math.Abs(level.Value)));
        var rise = last.Value - best;

        // It has to lose half of what it had won, and more than noise could do.
        var lost = Strengths.Decades(rise, 0.5 * Math.Max(first.Value - best, floor));
        var beyond = Strengths.Decades(rise, 8 * floor);
        var above = Strengths.Decades(trace.Frozen.Finite().Newest(Window).Tail(1), 2 * trace.Trivial);
        var strength = Math.Max(Math.Min(lost, beyond), above);
        if (strength <= 0) return new Symptom(strength);

        var bestStep = levels.First(level => level.Value == best).Step;
        var baseline = trace.Trivial > 0 ? Invariant($" A predictor without a network has {trace.Trivial:G4}.") : "";
        return new Symptom(strength, Invariant($"The training loss was {best:G4} around step {bestStep:F0} and is {last.Value:G4} at the end, {rise / floor:F0} times the noise of such means above it.{baseline}"))
        {
            Where = Invariant($"from step {bestStep:F0}"),
            Plot = EvidencePlots.Of("Training loss", "loss", true, [("training loss", loss)], ("best level", best), ("trivial predictor", trace.Trivial)),
            Alternatives =
            [
                new Alternative("The task became harder, as in a curriculum or a stream that changes.", "A loss on fixed examples with frozen weights would not rise then; compare it at both steps."),
                new Alternative("A single spike.", Invariant($"The figures are medians of {window} logged values, which one spike does not move.")),
            ],
        };
    }

    static List<(double Step, double Value)> Levels(Curve loss, int window)
    {
        var levels = new List<(double, double)>();
        for (var from = loss.Count % window; from + window <= loss.Count; from += window)
            levels.Add((loss.Steps[from + window / 2], Robust.Median(loss.Values.Skip(from).Take(window))));
        return levels;
    }
}
