using Assay.Diagnosis;

namespace Assay.Faults;

/// <summary>Judges the doctor on programs it was not taught on, beside published rule sets on the same traces.</summary>
static class DiagnosisBenchmark
{
    // An alarm while training goes on is one that stands at this many looks in a row.
    const int Persistent = 2;

    /// <summary>Shares of a training after which it is looked at while it goes on.</summary>
    public static readonly double[] Looks = [0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75];

    /// <summary>Scores a taught model.</summary>
    /// <param name="model">What is judged.</param>
    /// <param name="leftOut">Cases of the programs left out.</param>
    /// <param name="held">What came out for the tuning programs while each was left out; empty where nothing was taught now.</param>
    public static BenchmarkReport Judge(DoctorModel model, IReadOnlyList<Case> leftOut, IReadOnlyList<Prediction> held)
    {
        var exhibits = Exhibit.Of(leftOut, [View.Examined, View.Logged]);
        var all = exhibits.AsParallel().AsOrdered().Select(one => Prediction.By(model, one)).ToList();
        var examined = all.Where(one => one.Exhibit.View == View.Examined).ToList();
        var logged = all.Where(one => one.Exhibit.View == View.Logged).ToList();
        var rows = new List<(string, Score)>
        {
            ("Assay, with probes", Of(examined, model)),
            ("Assay, from the log alone", Of(logged, model)),
            ("Assay, with probes, without the undecided", Of([.. examined.Where(one => !one.Exhibit.Undecided)], model)),
        };
        foreach (var rules in PublishedSets.All)
            rows.Add((rules.Name, Score.Of(examined.AsParallel().AsOrdered().Select(one => one.Exhibit).Select(exhibit =>
            {
                var fired = rules.Diagnose(exhibit.Case.Outcome.Trace);
                return (exhibit, fired.Count > 0, (IReadOnlyList<string>)[.. fired.SelectMany(rule => rule.Causes).Distinct()]);
            }))));
        var tuning = held.Where(one => one.Exhibit.View == View.Examined).ToList();
        var sizes = new List<(string, int, int, int, int, int)> { Size("left out", examined) };
        if (tuning.Count > 0) sizes.Insert(0, Size("tuning", tuning));
        return new BenchmarkReport(
            sizes, rows,
            [.. examined.Where(one => one.Exhibit.Cause.Length > 0).GroupBy(one => one.Exhibit.Cause).OrderBy(group => group.Key)
                .Select(group => (group.Key, Of([.. group, .. examined.Where(one => !one.Exhibit.Standing.Faulty)], model)))],
            [.. tuning.Concat(examined).GroupBy(one => one.Exhibit.Case.Program).Select(group => (group.Key, Of([.. group], model)))],
            Errors(examined, logged, model), Delay(leftOut, model),
            [.. examined.Where(one => one.Exhibit.Standing.Faulty).GroupBy(one => one.Exhibit.Case.Fault)
                .Select(group => (group.Key, group.Count(one => one.Faulty < model.Alarm), group.Count())).Where(one => one.Item2 > 0).OrderByDescending(one => one.Item2)]);
    }

    static double Alarm(Prediction one, DoctorModel model) => one.Exhibit.View == View.Examined ? model.Alarm : model.LoggedAlarm;

    static Score Of(IReadOnlyList<Prediction> predictions, DoctorModel model) =>
        Score.Of(predictions.Select(one => (one.Exhibit, one.Faulty >= Alarm(one, model), (IReadOnlyList<string>)[.. one.Causes.Select(cause => cause.Cause)])));

    static (string, int, int, int, int, int) Size(string name, List<Prediction> all) => (
        name, all.Select(one => one.Exhibit.Case.Program).Distinct().Count(), all.Select(one => one.Exhibit.Case.Configuration).Distinct().Count(), all.Count,
        all.Count(one => one.Exhibit.Standing.Faulty), all.Count(one => one.Exhibit.Undecided));

    static Dictionary<string, double> Errors(List<Prediction> examined, List<Prediction> logged, DoctorModel model)
    {
        var errors = new Dictionary<string, double>();
        foreach (var (name, all) in new[] { ("with probes", examined), ("from the log alone", logged) })
        {
            double sick = all.Count(one => one.Exhibit.Standing.Faulty), well = all.Count - sick;
            errors[$"faulty, {name}"] = Score.CalibrationError(all.Select(one => (one.Faulty, one.Exhibit.Standing.Faulty, one.Exhibit.Standing.Faulty ? 0.5 / sick : 0.5 / well)));
            errors[$"first cause, {name}"] = Score.CalibrationError(all.Where(one => one.Faulty >= Alarm(one, model)).Select(one => (one.Causes[0].Probability, one.Causes[0].Cause == one.Exhibit.Cause, 1.0)));
            errors[$"findings, {name}"] = Score.CalibrationError(all.SelectMany(one => one.Findings()).Select(one => (model.FindingCalibration.Of(one.Sum), one.Right, 1.0)));
        }
        return errors;
    }

    static (double, double) Delay(IReadOnlyList<Case> cases, DoctorModel model)
    {
        var standings = Standing.Of(cases);
        var firsts = cases.AsParallel().AsOrdered().Select(one =>
        {
            var (row, first) = (0, double.PositiveInfinity);
            foreach (var share in Looks)
            {
                var (numbers, fired) = Signs.Of(Views.Beginning(one.Outcome.Trace, share));
                row = model.FaultyCalibration.Of(model.Score(model.Pick(Signs.Names, numbers), fired.Select(symptom => symptom.Rule.Id))) >= model.LiveAlarm ? row + 1 : 0;
                if (row < Persistent) continue;
                first = share;
                break;
            }

            return (standings[one.Configuration].Faulty, Share: first);
        }).ToList();
        var delays = firsts.Where(one => one.Faulty).Select(one => Math.Min(1, one.Share)).Order().ToList();
        return (delays.Count > 0 ? delays[delays.Count / 2] : double.NaN, firsts.Where(one => !one.Faulty).Select(one => double.IsInfinity(one.Share) ? 0.0 : 1).DefaultIfEmpty(double.NaN).Average());
    }
}
