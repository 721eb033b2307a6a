using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>The loss is still falling: a training twice as long is predicted to end at less than four fifths of it.</summary>
static class SlowConvergence
{
    static readonly double Threshold = Math.Log10(1.25);

    public static Rule Rule { get; } = new("slow-convergence", "Training ended, or would end, before it converged.", Severity.Warning, Look)
    {
        Causes = [Causes.TooFewUpdates, Causes.RateTooLow, Causes.BatchSize, Causes.OptimizerState, Causes.InputScale],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var loss = trace.Training;
        if (Extrapolation.Of(loss) is not { } further) return null;
        var strength = Strengths.Decades(Math.Max(further.Gain, 1e-5), Threshold);
        if (strength <= 0) return new Symptom(strength);

        var ratios = UpdateRatios.Of(trace);
        return new Symptom(strength, Invariant($"With twice the steps the training loss is predicted at {Math.Pow(10, -further.Gain):P0} of what it is (80 % interval {Math.Pow(10, -further.High):P0} to {Math.Pow(10, -further.Low):P0}; power laws and exponentials weighted by their fit)."))
        {
            Where = Invariant($"step {trace.Step}"),
            Plot = EvidencePlots.Of("Training loss", "loss", true, [("training loss", loss)]),
            Alternatives =
            [
                new Alternative("The training loss falls because examples are being learned by heart.", Against(trace)),
                new Alternative("The learning rate, not the length, is what is missing.", ratios.Count > 0
                    ? Invariant($"The median weight moves by {Math.Pow(10, Robust.Median(ratios.Select(ratio => ratio.Decades))):G2} of its norm in a step; healthy is around 1e-3.")
                    : "Updates were not logged; the rate test tells."),
            ],
        };
    }

    static string Against(Trace trace)
    {
        if (Extrapolation.Of(trace.Validation) is not { } further) return "There is no validation curve to compare with.";
        return Invariant($"With twice the steps the validation loss is predicted at {Math.Pow(10, -further.Gain):P0} of what it is.");
    }
}
