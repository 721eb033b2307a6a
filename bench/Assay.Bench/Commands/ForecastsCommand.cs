using System.CommandLine;
using System.Globalization;
using Assay.Bench.Forecasts;
using Assay.Diagnosis;
using Assay.Diagnosis.Forecasts;
using Assay.Runs;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Assay.Bench.Commands;

/// <summary>Fits the calibration of forecasts to small trainings and stored runs, and scores forecasts on programs left out of it.</summary>
static class ForecastsCommand
{
    public static Command Build()
    {
        var each = new Option<int>("--each") { Description = "Trainings of each small program.", DefaultValueFactory = _ => 40 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of all that is drawn.", DefaultValueFactory = _ => 1 };
        var runs = new Option<DirectoryInfo[]>("--runs") { Description = "Folders of runs to take in; the study is the program.", AllowMultipleArgumentsPerToken = true };
        var most = new Option<int>("--most") { Description = "Runs of a study that are taken in at most.", DefaultValueFactory = _ => 100 };
        var write = new Option<FileInfo?>("--write") { Description = "Where to write the calibration." };
        var command = new Command("forecasts", "Coverage and width of forecasts from 10, 25 and 50 % of a training on programs left out of the fit, as Markdown.")
        {
            each, seed, runs, most, write,
        };
        command.SetAction(parsed =>
        {
            List<CurveCase> cases = [.. SmallTraining.Curves(parsed.GetValue(each), parsed.GetValue(seed))];
            foreach (var study in (parsed.GetValue(runs) ?? []).SelectMany(folder => Stored(folder.FullName)).GroupBy(one => one.Program))
                cases.AddRange(study.Take(parsed.GetValue(most)));
            foreach (var share in new[] { 0.1, 0.25, 0.5 }) Table($"{share:P0} of {cases.Count} curves seen, each program left out", ForecastScoring.LeaveProgramOut(cases, share));
            var calibration = CurveCalibration.Fit(cases);
            Console.WriteLine(Line($"{Time(cases):F2} ms a forecast"));
            if (parsed.GetValue(write) is { } file) File.WriteAllText(file.FullName, calibration.ToJson());
        });
        return command;
    }

    static IEnumerable<CurveCase> Stored(string folder)
    {
        foreach (var run in new RunStore(folder).List())
        {
            if (run.Problem is not null || run.Status != RunStatus.Finished) continue;
            var trace = Trace.Of(run);
            if (trace.Validation.Count >= 8) yield return new CurveCase(run.Record.Study, trace.Validation, trace.Training);
            else if (trace.Training.Count >= 8) yield return new CurveCase(run.Record.Study, trace.Training);
        }
    }

    static double Time(List<CurveCase> cases)
    {
        var (begin, done) = (Stopwatch.GetTimestamp(), 0);
        foreach (var one in cases)
            if (CurveForecast.Of(one.Curve.Until(one.Curve.Steps[^1] / 4), one.Curve.Steps[^1], one.Companion) is not null) done++;
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds / done;
    }

    static void Table(string title, IReadOnlyList<ForecastScore> scores)
    {
        Console.WriteLine($"{title}:\n\n| forecaster | cases | coverage of 80 % | mean width | median width | error | pinball | log density |\n|---|---|---|---|---|---|---|---|");
        foreach (var score in scores)
        {
            Console.Write(Line($"| {score.Forecaster} | {score.Cases} | {score.Coverage:P1} | {score.Width:F3} | {score.MedianWidth:F3} "));
            Console.WriteLine(Line($"| {score.Error:F3} | {score.Pinball:F4} | {score.LogDensity:F2} |"));
        }

        Console.WriteLine();
    }

    static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
