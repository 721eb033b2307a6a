using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>
/// Teaches the doctor on exhibits. Calibrations and the alarm come from programs that were left out of the fit in turn, so that they
/// hold for programs never seen.
/// </summary>
sealed class Teacher(IReadOnlyList<Exhibit> exhibits, TreeSettings? settings = null)
{
    /// <summary>Share of healthy trainings of programs left out that may be called faulty.</summary>
    public const double FalseAlarms = 0.05;

    /// <summary>The same at each look at one that is going on.</summary>
    public const double LiveFalseAlarms = 0.025;

    readonly TreeSettings _settings = settings ?? new TreeSettings();

    /// <summary>What came out for each exhibit whose program was left out of the fit.</summary>
    public IReadOnlyList<Prediction> Held { get; private set; } = [];

    /// <summary>Fits everything.</summary>
    public DoctorModel Teach(IReadOnlyDictionary<string, double>? gains = null)
    {
        var programs = exhibits.Select(one => one.Case.Program).Distinct().ToList();
        var held = new Prediction[exhibits.Count];
        Parallel.ForEach(programs, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, program =>
        {
            Exhibit[] others = [.. exhibits.Where(one => one.Case.Program != program)];
            var (faulty, causes) = Fit(others);
            var telling = Telling(others);
            for (var i = 0; i < exhibits.Count; i++)
                if (exhibits[i].Case.Program == program) held[i] = new Prediction(exhibits[i], Score(faulty, telling, exhibits[i]), causes.Classes.Zip(causes.Shares(exhibits[i].Signs)).ToDictionary(one => one.First, one => one.Second));
        });
        var judged = held.Where(one => !one.Exhibit.Undecided && one.Exhibit.View != View.Beginning).ToList();
        double sick = judged.Count(one => one.Exhibit.Standing.Faulty), well = judged.Count - sick;
        var faultyMap = Calibration.Fit(judged.Select(one => (one.Score, one.Exhibit.Standing.Faulty, one.Exhibit.Standing.Faulty ? 0.5 / sick : 0.5 / well)), doubt: 2 / (sick + well));
        foreach (var one in held) one.Faulty = faultyMap.Of(one.Score);
        var causeMap = Calibration.Fit(judged.SelectMany(one => one.Shares.Select(share => (one.Faulty * share.Value, one.Exhibit.Cause == share.Key, 1.0))));
        foreach (var one in held) one.Causes = [.. one.Shares.Select(share => (share.Key, causeMap.Of(one.Faulty * share.Value))).OrderByDescending(share => share.Item2)];
        var findingMap = Calibration.Fit(judged.SelectMany(one => one.Findings()).Select(finding => (finding.Sum, finding.Right, 1.0)));
        foreach (var one in held) one.Confidence = findingMap;
        // The undecided count as healthy here, as they do where the doctor is judged.
        var alarm = Threshold(held.Where(one => one.Exhibit.View == View.Examined), FalseAlarms);
        var logged = Threshold(held.Where(one => one.Exhibit.View == View.Logged), FalseAlarms);
        var live = Threshold(held.Where(one => one.Exhibit.View == View.Beginning), LiveFalseAlarms);
        Held = held;
        var (trees, kinds) = Fit(exhibits);
        return new DoctorModel(Signs.Names, trees, Telling(exhibits), kinds, faultyMap, causeMap, findingMap, alarm, logged, live, gains ?? new Dictionary<string, double>());
    }

    static double Score(BoostedTrees trees, Dictionary<string, double> telling, Exhibit one) =>
        Math.Max(trees.Scores(one.Signs)[0], one.Fired.Select(id => telling.GetValueOrDefault(id, double.NegativeInfinity)).DefaultIfEmpty(double.NegativeInfinity).Max());

    // Of rules that count facts: how much likelier they fire on the faulty than on the healthy, with half a training of doubt on either side.
    static Dictionary<string, double> Telling(IReadOnlyList<Exhibit> from)
    {
        var sure = from.Where(one => !one.Undecided && one.View == View.Examined).ToList();
        double sick = sure.Count(one => one.Standing.Faulty), well = sure.Count - sick;
        return AllRules.List.Where(rule => rule.Exact).ToDictionary(rule => rule.Id, rule =>
        {
            var fired = sure.Where(one => one.Fired.Contains(rule.Id)).ToList();
            double hits = fired.Count(one => one.Standing.Faulty);
            return Math.Log((hits + 0.5) / (sick + 1)) - Math.Log((fired.Count - hits + 0.5) / (well + 1));
        });
    }

    static double Threshold(IEnumerable<Prediction> of, double share)
    {
        var healthy = of.Where(one => !one.Exhibit.Standing.Faulty).Select(one => one.Faulty).OrderDescending().ToList();
        return healthy.Count == 0 ? 1 : Math.BitIncrement(healthy[(int)(share * healthy.Count)]);
    }

    (BoostedTrees Faulty, BoostedTrees Causes) Fit(IReadOnlyList<Exhibit> from)
    {
        var sure = from.Where(one => !one.Undecided).ToList();
        double sick = sure.Count(one => one.Standing.Faulty), well = sure.Count - sick;
        var faulty = new TreeFitter([.. sure.Select(one => one.Signs)], [.. sure.Select(one => sure.Count / 2.0 / (one.Standing.Faulty ? sick : well))], _settings)
            .Fit([.. sure.Select(one => one.Standing.Faulty)]);
        var ill = sure.Where(one => one.Standing.Faulty).ToList();
        var names = AllFaults.List.Select(fault => fault.Cause).Distinct().ToArray();
        // Every cause has the same weight: how often a fault was put in says nothing about how often it happens.
        var counts = ill.GroupBy(one => one.Cause).ToDictionary(group => group.Key, group => (double)group.Count());
        var causes = new TreeFitter([.. ill.Select(one => one.Signs)], [.. ill.Select(one => Math.Sqrt(ill.Count / (double)names.Length / counts[one.Cause]))], _settings with { Rounds = _settings.Rounds / 5, Rate = 2 * _settings.Rate, Depth = _settings.Depth - 1 })
            .Fit([.. ill.Select(one => Array.IndexOf(names, one.Cause))], names);
        return (faulty, causes);
    }
}
