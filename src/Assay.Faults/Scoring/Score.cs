namespace Assay.Faults;

/// <summary>How good alarms, causes and probabilities are on some exhibits.</summary>
/// <param name="Faulty">Trainings that are really worse.</param>
/// <param name="Healthy">All others.</param>
/// <param name="Recall">Share of the faulty that are called faulty.</param>
/// <param name="FalseAlarms">Share of the healthy that are called faulty.</param>
/// <param name="TopOne">Share of the faulty whose cause is named first; NaN where none are named.</param>
/// <param name="TopThree">Share of the faulty whose cause is among the first three.</param>
sealed record Score(int Faulty, int Healthy, double Recall, double FalseAlarms, double TopOne, double TopThree)
{
    /// <summary>Share of the alarms that would be right if one training in ten were faulty.</summary>
    public double PrecisionAtTenth => Recall == 0 && FalseAlarms == 0 ? double.NaN : 0.1 * Recall / ((0.1 * Recall) + (0.9 * FalseAlarms));

    /// <summary>From each exhibit's alarm and the causes named, the likeliest first.</summary>
    public static Score Of(IEnumerable<(Exhibit Exhibit, bool Alarm, IReadOnlyList<string> Causes)> outcomes)
    {
        var (sick, well, hits, alarms, one, three) = (0, 0, 0, 0, 0, 0);
        foreach (var (exhibit, alarm, causes) in outcomes)
        {
            if (!exhibit.Standing.Faulty)
            {
                (well, alarms) = (well + 1, alarms + (alarm ? 1 : 0));
                continue;
            }
            var place = causes.Take(3).ToList().IndexOf(exhibit.Cause);
            (sick, hits, one, three) = (sick + 1, hits + (alarm ? 1 : 0), one + (place == 0 ? 1 : 0), three + (place >= 0 ? 1 : 0));
        }
        return new Score(sick, well, (double)hits / sick, (double)alarms / well, (double)one / sick, (double)three / sick);
    }

    /// <summary>Expected calibration error: the mean distance of probability and frequency over ten bins of equal width, weighted (Naeini et al. 2015).</summary>
    public static double CalibrationError(IEnumerable<(double Probability, bool Hit, double Weight)> outcomes)
    {
        var bins = outcomes.Where(one => !double.IsNaN(one.Probability)).GroupBy(one => Math.Min(9, (int)(one.Probability * 10)))
            .Select(bin => (Weight: bin.Sum(one => one.Weight), Gap: Math.Abs(bin.Sum(one => one.Weight * (one.Probability - (one.Hit ? 1 : 0)))))).ToList();
        return bins.Sum(bin => bin.Gap) / bins.Sum(bin => bin.Weight);
    }
}
