using System.Globalization;
using Assay.Reports;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>The state of a training as the lines of a screen.</summary>
static class ProgressFrame
{
    const string Spinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    const int MaxWidth = 100;
    const int CurveNameWidth = 14;
    static readonly string[] Drawn = ["test/mse", "test/loss", "valid/loss", "valid/cosine", "online/loss", "train/loss"];

    /// <summary>Draws the state.</summary>
    /// <param name="watch">The state.</param>
    /// <param name="width">Columns there are.</param>
    /// <param name="height">Rows there are; the least important ones are left out when they are few.</param>
    /// <param name="frame">Number of the frame, which turns the spinner; negative for the last.</param>
    public static IReadOnlyList<Line> Render(TrainingWatch watch, int width, int height, int frame)
    {
        width = Math.Max(1, Math.Min(width, MaxWidth));
        height = Math.Max(1, height);
        var now = watch.Now ?? new TrainingProgress("preparing", 0, 0, 0, 0, double.NaN, 0, double.NaN, []);
        var top = Head(watch, now, width, frame);
        var bottom = new List<Line>();
        bottom.AddRange(Curves(watch, width));
        bottom.AddRange(watch.Warnings.TakeLast(3).Select(warning => new Line(new Span("! ", Span.Yellow), new Span(warning))));
        if (watch.Notice is not null) bottom.Add(new Line(new Span(watch.Notice, Span.Yellow)));

        var room = height - top.Count - bottom.Count;
        var table = Table(watch, now);
        if (table.Count > room) table = room >= 3 ? [.. table.Take(room - 1), new Line(new Span($"… {table.Count - room + 1} more", Span.Dim))] : [];
        List<Line> lines = [.. top, .. table, .. bottom];
        return [.. lines.Take(height).Select(line => line.Cut(width))];
    }

    static List<Line> Head(TrainingWatch watch, TrainingProgress now, int width, int frame)
    {
        var share = now.Steps > 0 ? Math.Clamp((double)now.Step / now.Steps, 0, 1) : 0;
        var lines = new List<Line>
        {
            new(new Span(frame < 0 ? "" : $"{Spinner[frame % Spinner.Length]} ", Span.Cyan), new Span(watch.Title, Span.Bold), new Span($"  {now.Phase}", Span.Dim)),
        };
        if (now.Steps == 0) return lines;
        var tail = string.Create(CultureInfo.InvariantCulture, $" {Math.Floor(100 * share),3} %  epoch {now.Epoch}/{now.Epochs}");
        lines.Add(Bar(share, width - tail.Length, tail));
        var facts = new List<string> { $"{Numbers.Count(now.Step)} of {Numbers.Count(now.Steps)} updates" };
        if (now.Parameters > 0) facts.Add($"{Numbers.Count(now.Parameters)} parameters");
        if (double.IsFinite(watch.StepRate)) facts.Add($"{Count(watch.StepRate)}/s");
        if (double.IsFinite(now.Rate)) facts.Add($"{Count(now.Rate)} rows/s");
        facts.Add(Numbers.Duration(Math.Round(now.Elapsed, 1)));
        if (frame >= 0 && double.IsFinite(now.Remaining)) facts.Add($"{Numbers.Duration(Math.Ceiling(now.Remaining))} left");
        lines.Add(new Line(new Span(string.Join(" · ", facts))));
        if (now.Gradients is not null) lines.Add(new Line(new Span("gradients ", Span.Dim), new Span(now.Gradients)));
        return lines;
    }

    static Line Bar(double share, int width, string tail)
    {
        if (width < 5) return new Line(new Span(tail.TrimStart()));
        var half = (int)Math.Floor(2 * share * width);
        var done = new string('━', half / 2) + (half % 2 == 1 ? "╸" : "");
        return new Line(new Span(done, share < 1 ? Span.Cyan : Span.Green), new Span(new string('─', width - done.Length), Span.Dim), new Span(tail));
    }

    static List<Line> Table(TrainingWatch watch, TrainingProgress now)
    {
        if (now.Metrics.Count == 0) return [];
        var table = new TextTable("", ">     now", ">    best");
        foreach (var (name, value) in now.Metrics)
            table.Add(name, Numbers.Format(value), watch.Best.TryGetValue(name, out var best) ? Numbers.Format(best) : "");
        return [.. table.Render().Select((text, index) => new Line(new Span(text, index == 0 ? Span.Dim : "")))];
    }

    static IEnumerable<Line> Curves(TrainingWatch watch, int width)
    {
        foreach (var name in Drawn)
        {
            var curve = watch.Curve(name);
            if (curve.Count < 2) continue;
            var range = $"  {Numbers.Format(curve[0])} to {Numbers.Format(curve[^1])}";
            var room = width - CurveNameWidth - range.Length;
            if (room < 5) continue;
            yield return new Line(new Span(name.PadRight(CurveNameWidth)), new Span(Sparkline.Render(curve, room), Span.Cyan), new Span(range, Span.Dim));
        }
    }

    static string Count(double rate) => rate < 10 ? Numbers.Format(Math.Round(rate, 1)) : Numbers.Count((long)Math.Round(rate));
}
