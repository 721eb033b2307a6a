using System.Globalization;
using System.Text.Json;
using Assay.Diagnosis;
using Assay.Faults;

namespace Assay.Cli;

/// <summary>Runs the benchmark of diagnosis and prints what came of it.</summary>
sealed class DiagnosisBench(Session session, bool json, bool quiet, CancellationToken stop)
{
    string _phase = "";
    DateTime _said = DateTime.MinValue, _began;

    /// <param name="folder">Where corpus and results are kept.</param>
    /// <param name="seeds">Of each configuration.</param>
    /// <param name="teach">Whether the doctor is taught anew first.</param>
    /// <param name="repair">Whether repair is measured too.</param>
    /// <returns>The exit code.</returns>
    public int Run(string folder, int seeds, bool teach, bool repair)
    {
        var run = new BenchmarkRun(folder, seeds) { Progress = Say, Stop = stop };
        run.MakeCorpus();
        if (stop.IsCancellationRequested) return Stopped(folder);
        var (model, held) = teach ? run.Teach(repair) : (DoctorModel.Taught ?? throw new InvalidOperationException("this build holds no taught doctor; run 'assay bench diagnosis --teach' and build again"), []);
        var report = run.Judge(model, held);
        RepairScore? repaired;
        try
        {
            repaired = repair && !teach ? run.Repair() : null;
        }
        catch (OperationCanceledException)
        {
            return Stopped(folder);
        }

        Clear();
        if (json) JsonOutput.Print(session.Terminal.Out, writer => Write(writer, report, repaired));
        else Print(report, repaired);
        if (teach && !json) session.Terminal.Out.WriteLine($"taught model  {run.ModelPath}: to be used it must lie at src/Assay.Diagnosis/Judgement/doctor.json when Assay is built");
        return ExitCode.Done;
    }

    int Stopped(string folder)
    {
        Clear();
        session.Terminal.Error.WriteLine($"stopped; what was trained stays in {folder}, and the same command goes on from there");
        return ExitCode.Failed;
    }

    void Say(string phase, int done, int all)
    {
        if (quiet) return;
        lock (this)
        {
            if (phase != _phase) (_phase, _began) = (phase, DateTime.UtcNow);
            else if (DateTime.UtcNow - _said < TimeSpan.FromSeconds(session.Terminal.ErrorIsLive ? 0.5 : 30) && done != all) return;
            _said = DateTime.UtcNow;
            var passed = (_said - _began).TotalSeconds;
            var left = done > 0 && done < all ? $", {Reports.Numbers.Duration(passed / done * (all - done))} left" : "";
            var text = all > 0 ? $"{phase}: {done} of {all}{left}" : phase;
            if (session.Terminal.ErrorIsLive) session.Terminal.Error.Write($"\r\e[K{text}");
            else session.Terminal.Error.WriteLine(text);
        }
    }

    void Clear()
    {
        if (!quiet && session.Terminal.ErrorIsLive) session.Terminal.Error.Write("\r\e[K");
    }

    void Print(BenchmarkReport report, RepairScore? repaired)
    {
        var (to, width) = (session.Terminal.Out, session.Terminal.PageWidth);
        var sizes = new TextTable("PROGRAMS", ">number", ">configurations", ">trainings", ">really worse", ">undecided");
        foreach (var size in report.Sizes) sizes.Add(size.Set, N(size.Programs), N(size.Configurations), N(size.Trainings), N(size.Faulty), N(size.Undecided));
        Show(sizes);
        to.WriteLine("On the programs left out of all tuning:");
        var rows = new TextTable("DIAGNOSIS BY", ">recall", ">false alarms", ">precision at 10 %", ">cause first", ">in first 3");
        foreach (var (name, score) in report.Rows) rows.Add(name, P(score.Recall), P(score.FalseAlarms), P(score.PrecisionAtTenth), P(score.TopOne), P(score.TopThree));
        Show(rows);
        var causes = new TextTable("CAUSE", ">faulty", ">recall", ">cause first", ">in first 3");
        foreach (var (name, score) in report.ByCause) causes.Add(name, N(score.Faulty), P(score.Recall), P(score.TopOne), P(score.TopThree));
        Show(causes);
        var programs = new TextTable("PROGRAM", ">faulty", ">healthy", ">recall", ">false alarms", ">in first 3");
        foreach (var (name, score) in report.ByProgram) programs.Add(name + (AllPrograms.LeftOut.Any(one => one.Name == name) ? " *" : ""), N(score.Faulty), N(score.Healthy), P(score.Recall), P(score.FalseAlarms), P(score.TopThree));
        Show(programs);
        to.WriteLine("* left out of all tuning; the others were each left out of the fit that judged them");
        to.WriteLine();
        var errors = new TextTable("CALIBRATION ERROR", ">");
        foreach (var (name, error) in report.Calibration) errors.Add(name, error.ToString("F3", CultureInfo.InvariantCulture));
        Show(errors);
        to.WriteLine($"delay         half of the faulty are called so after {P(report.Delay.Median)} of their training; of the healthy {P(report.Delay.FalseAlarms)} are at any look");
        if (report.Missed.Count > 0)
            foreach (var text in WordWrap.Split($"missed        {string.Join(", ", report.Missed.Take(12).Select(one => $"{one.Fault} {one.Missed}/{one.Of}"))}", width)) to.WriteLine(text);
        if (repaired is not null)
        {
            to.WriteLine($"repair        {P(repaired.Doctor)} of {N(repaired.Count)} faulty trainings reach 95 % of the healthy skill, at {repaired.Cost.ToString("F1", CultureInfo.InvariantCulture)} trainings each; random remedies at the same budget {P(repaired.Chance)}");
            foreach (var text in WordWrap.Split($"not repaired  {string.Join(", ", repaired.Failed.Take(20))}", width)) to.WriteLine(text);
        }

        void Show(TextTable table)
        {
            foreach (var text in table.Render(width)) to.WriteLine(text);
            to.WriteLine();
        }
    }

    static void Write(Utf8JsonWriter json, BenchmarkReport report, RepairScore? repaired)
    {
        json.WriteStartArray("sets");
        foreach (var size in report.Sizes)
        {
            json.WriteStartObject();
            json.WriteString("set", size.Set);
            foreach (var (name, value) in new[] { ("programs", size.Programs), ("configurations", size.Configurations), ("trainings", size.Trainings), ("faulty", size.Faulty), ("undecided", size.Undecided) })
                json.WriteNumber(name, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Scores(json, "diagnosis", report.Rows);
        Scores(json, "causes", report.ByCause);
        Scores(json, "programs", report.ByProgram);
        json.WriteStartObject("calibration_error");
        foreach (var (name, error) in report.Calibration) Number(json, name, error);
        json.WriteEndObject();
        Number(json, "median_delay", report.Delay.Median);
        Number(json, "false_alarms_while_training", report.Delay.FalseAlarms);
        if (repaired is null) return;
        json.WriteStartObject("repair");
        json.WriteNumber("trainings", repaired.Count);
        Number(json, "doctor", repaired.Doctor);
        Number(json, "random", repaired.Chance);
        Number(json, "cost", repaired.Cost);
        json.WriteEndObject();
    }

    static void Scores(Utf8JsonWriter json, string name, IReadOnlyList<(string Name, Score Score)> scores)
    {
        json.WriteStartArray(name);
        foreach (var (row, score) in scores)
        {
            json.WriteStartObject();
            json.WriteString("name", row);
            json.WriteNumber("faulty", score.Faulty);
            json.WriteNumber("healthy", score.Healthy);
            Number(json, "recall", score.Recall);
            Number(json, "false_alarms", score.FalseAlarms);
            Number(json, "precision_at_tenth", score.PrecisionAtTenth);
            Number(json, "cause_first", score.TopOne);
            Number(json, "cause_in_three", score.TopThree);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    static string N(int value) => Reports.Numbers.Count(value);

    static string P(double share) => double.IsNaN(share) ? "-" : share.ToString("P1", CultureInfo.InvariantCulture);
}
