using Assay.Runs;
using static System.FormattableString;

namespace Assay.Diagnosis;

/// <summary>In its later half the training loss does not fall beyond its noise, and there is still a good part of the trivial loss to win.</summary>
static class Plateau
{
    const int Least = 10;
    const double Late = 0.5, Negligible = 0.02, Remaining = 0.1, Errors = 2;

    public static Rule Rule { get; } = new("plateau", "The training loss stands still.", Severity.Info, Look)
    {
        Causes = [Causes.RateTooLow, Causes.Capacity, Causes.Uninformative, Causes.RateTooHigh, Causes.Activation, Causes.LossFunction],
        Live = true,
    };

    static Symptom? Look(Trace trace)
    {
        var loss = trace.Training.Log();
        if (loss.Count < Least) return null;
        var late = loss.Newest(Late);
        if (TheilSen.Of(late) is not { } line) return null;
        var span = late.Steps[^1] - late.Steps[0];
        var (fall, error) = (-line.Slope * span, Math.Max(line.Error * span, 1e-9));
        var still = Math.Max(Errors - fall / error, fall > 0 ? Strengths.Decades(Negligible, fall) : 0);
        var left = 1 - trace.Skill;
        var strength = Strengths.Bounded(double.IsNaN(left) ? still : Math.Min(still, Strengths.Decades(left, Remaining)));
        if (strength <= 0) return new Symptom(strength);

        var remains = double.IsNaN(left) ? "" : Invariant($" {left:P0} of the trivial loss is left.");
        return new Symptom(strength, Invariant($"From step {late.Steps[0]:F0} on the loss changed by {Math.Exp(-fall) - 1:P2} (Theil-Sen), with a standard error of {error:P2}; single values scatter by {line.Noise:P1}.{remains}"))
        {
            Where = Invariant($"from step {late.Steps[0]:F0}"),
            Plot = EvidencePlots.Of("Training loss", "loss", true, [("training loss", trace.Training)], ("trivial predictor", trace.Trivial)),
            Alternatives =
            [
                new Alternative("Training is done: the noise of the task is reached.", double.IsNaN(left) ? "Nobody measured a trivial predictor, so nothing says how much is left." : Invariant($"The model has removed {1 - left:P0} of the trivial loss; a limit computed for the task would tell.")),
                new Alternative("A learning rate that has run out.", Rates(trace)),
            ],
        };
    }

    static string Rates(Trace trace)
    {
        var rate = trace.Curve("lr").Finite();
        return rate.Count > 0 && rate.Values.Max() > 0
            ? Invariant($"The rate ends at {rate.Last / rate.Values.Max():P1} of its largest value.")
            : "The learning rate was not logged.";
    }
}
