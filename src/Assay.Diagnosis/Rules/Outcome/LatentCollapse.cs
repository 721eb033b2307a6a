using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>The codes of a model without a prior stand still in most of their numbers.</summary>
static class LatentCollapse
{
    const double SmallestShare = 0.25;

    public static Rule Rule { get; } = new("latent-collapse", "Codes use few of their numbers.", Severity.Warning, Look) { Causes = [Causes.Activation, Causes.Initialisation, Causes.Regularisation, Causes.RateTooHigh] };

    static Symptom? Look(Trace trace)
    {
        if (!double.IsNaN(PosteriorCollapse.Divergence(trace))) return null;
        var active = CodeUnits.Active(trace);
        var words = "of the code's numbers vary with what is encoded";
        if (double.IsNaN(active))
        {
            active = CodeUnits.Recorded(trace, "test/code/participation") / trace.Setting("bottleneck");
            words = "as many directions as the code has numbers would hold the variance of the codes, if they were equal";
        }

        return Said.Of(double.IsNaN(active) ? double.NaN : Strengths.Decades(SmallestShare, Math.Max(active, 1e-3)),
            () => $"{Said.Percent(active)} {words}.", null,
            new Alternative("The data have few directions.", "As many principal components as there are active numbers would then do as well as all."),
            new Alternative("The codes are small in scale and not still.", "Exchange codes between examples: a score that falls shows that they carry something."));
    }
}
