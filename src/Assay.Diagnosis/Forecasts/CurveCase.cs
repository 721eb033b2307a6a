namespace Assay.Diagnosis.Forecasts;

/// <summary>A training that is over, from which forecasts can be judged.</summary>
/// <param name="Program">What was trained, by name: programs count alike, however many trainings each has.</param>
/// <param name="Curve">The curve from beginning to end.</param>
/// <param name="Companion">A curve of the same training with more points, or null.</param>
public sealed record CurveCase(string Program, Curve Curve, Curve? Companion = null)
{
    /// <summary>The last step.</summary>
    internal double End => Curve.Count > 0 ? Curve.Steps[^1] : 0;

    /// <summary>What can be said after a share of the training about its end; null for nothing.</summary>
    internal Outlook? After(double share) => Outlook.Of(Curve.Until(share * End), End, Companion);
}
