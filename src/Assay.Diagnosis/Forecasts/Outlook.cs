namespace Assay.Diagnosis.Forecasts;

/// <summary>
/// What can be said about a curve's future without experience of other curves, on its own scale. Calibration turns it into a forecast.
/// </summary>
sealed class Outlook
{
    const double Smallest = 1e-4;

    // So many points of its own make a curve's ensemble as trustworthy as that of its companion.
    const double OwnPoints = 4;

    Outlook(SeenCurve seen, SeenCurve bent, double at, double change, double spread, IReadOnlyDictionary<string, double> families)
    {
        (Seen, At, Families) = (seen, at, families);
        Distance = Math.Log(at / seen.Last);
        Change = [change, bent.Trend * Distance, Distance];
        Spread =
        [
            1, Log(spread), Log(bent.Noise), Log(Math.Abs(change)), Log(Math.Abs(Change[1])), Math.Log(Distance), Math.Log(seen.Count), Log(bent.Drop),
        ];
    }

    /// <summary>What was seen.</summary>
    public SeenCurve Seen { get; }

    /// <summary>The step that was looked to.</summary>
    public double At { get; }

    /// <summary>Weight of each family.</summary>
    public IReadOnlyDictionary<string, double> Families { get; }

    /// <summary>Logarithm of how many times as long a training is looked at as has been seen.</summary>
    public double Distance { get; }

    /// <summary>How far the ensemble, the trend alone, and a curve like any other see the curve move from where it stands.</summary>
    public double[] Change { get; }

    /// <summary>What tells how far off that may be: 1 and logarithms.</summary>
    public double[] Spread { get; }

    /// <summary>Null where too little has been seen or the step is not ahead.</summary>
    public static Outlook? Of(Curve curve, double at, Curve? companion)
    {
        if (SeenCurve.Of(curve, fewest: 1) is not { } seen || !(at > seen.Last) || !double.IsFinite(at)) return null;
        var beside = companion is null ? null : SeenCurve.Of(companion.Until(seen.Last));
        if (beside is not null && (beside.Count <= 2 * seen.Count || beside.Positive != seen.Positive)) beside = null;
        var other = beside is null ? null : Ensemble.Of(beside, at / beside.Last);
        if (seen.Count < SeenCurve.FewestPoints)
            return other is null ? null : new Outlook(seen, beside!, at, other.Median - beside!.Level, other.Spread, other.Families);
        var own = Ensemble.Of(seen, at / seen.Last);
        var (change, spread) = (own.Median - seen.Level, own.Spread);
        if (other is not null)
        {
            var trust = OwnPoints / (OwnPoints + seen.Count);
            change += trust * (other.Median - beside!.Level - change);
            spread += trust * (other.Spread - spread);
        }

        return new Outlook(seen, seen, at, change, spread, own.Families);
    }

    static double Log(double size) => Math.Log(size + Smallest);
}
