using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>What the doctor says of an exhibit.</summary>
/// <param name="Exhibit">Which.</param>
/// <param name="Score">Log odds that it is faulty.</param>
/// <param name="Shares">Uncalibrated probabilities of the causes if it is.</param>
sealed record Prediction(Exhibit Exhibit, double Score, IReadOnlyDictionary<string, double> Shares)
{
    // Of causes that no fault has nothing can be learned.
    static readonly HashSet<string> Put = [.. AllFaults.List.Select(fault => fault.Cause)];

    static readonly Dictionary<string, Rule> Rules = AllRules.List.ToDictionary(rule => rule.Id);

    /// <summary>Calibrated probability that it is faulty.</summary>
    public double Faulty { get; set; }

    /// <summary>Causes with their calibrated probabilities, the likeliest first.</summary>
    public IReadOnlyList<(string Cause, double Probability)> Causes { get; set; } = [];

    /// <summary>Of findings.</summary>
    public Calibration? Confidence { get; set; }

    /// <summary>Rules that fire and are inferences: the summed probabilities of their causes, and whether one of these was put in and does harm.</summary>
    public IEnumerable<(string Rule, double Sum, bool Right)> Findings() =>
        from id in Exhibit.Fired
        let rule = Rules[id]
        where !rule.Exact && rule.Causes.Count > 0 && rule.Causes.All(Put.Contains)
        select (id, Math.Min(1, Causes.Where(one => rule.Causes.Contains(one.Cause)).Sum(one => one.Probability)), rule.Causes.Contains(Exhibit.Cause));

    /// <summary>What a taught model says.</summary>
    public static Prediction By(DoctorModel model, Exhibit exhibit)
    {
        var signs = model.Pick(Signs.Names, exhibit.Signs);
        var score = model.Score(signs, exhibit.Fired);
        var faulty = model.FaultyCalibration.Of(score);
        return new Prediction(exhibit, score, model.Shares(exhibit.Trace, signs))
        {
            Faulty = faulty,
            Causes = model.Rank(exhibit.Trace, signs, faulty),
            Confidence = model.FindingCalibration,
        };
    }
}
