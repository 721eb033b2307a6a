namespace Assay.Reports;

/// <summary>What the probes logged: gradient norms, sizes of updates, clipping, activations and speed against epochs.</summary>
static class ProbesSection
{
    const int SeriesShown = 7;

    /// <summary>Writes the section.</summary>
    /// <param name="document">Where to.</param>
    /// <param name="run">Whose probes.</param>
    /// <param name="rate">Whether the learning rate belongs here; not where another section has drawn it.</param>
    public static void Write(Document document, ReportedRun run, bool rate = true)
    {
        document.Heading("Probes");
        var absent = new List<string>();
        var small = new List<(string, Chart)>();
        Single("gradient-norm", "grad/norm", "Gradient norm before clipping", "norm", log: true);
        Single("clip-rate", "clip/rate", "Share of updates that were clipped", "share", log: false);
        if (rate) Single("learning-rate", "lr", "Learning rate", "learning rate", log: false);
        Single("rows-per-second", "rate/rows", "Training speed", "rows per second", log: false);
        if (small.Count > 0) document.Figure("", small);

        Family("update-ratios", "update/", "/ratio", "Size of an update relative to its parameter", "update / parameter", true,
            "About 1e-3 is usual. Far below, a parameter does not move; far above, it jumps.");
        Family("parameter-gradients", "grad/", "/norm", "Gradient norm of each parameter", "norm", true, "");
        Family("saturation", "activation/", "/saturated", "Share of saturated activations", "share", false, "");
        if (absent.Count > 0) Missing.Write(document, $"Not logged by this run: {string.Join(", ", absent)}.");

        void Single(string name, string metric, string title, string unit, bool log)
        {
            if (run.Curve(metric, metric) is { } curve) small.Add((name, Chart(title, unit, [curve], log, 440, 170)));
            else absent.Add(metric);
        }

        void Family(string name, string start, string end, string title, string unit, bool log, string caption)
        {
            var members = run.LoggedMetrics().Where(m => m.Length > start.Length + end.Length
                && m.StartsWith(start, StringComparison.Ordinal) && m.EndsWith(end, StringComparison.Ordinal)).ToList();
            if (members.Count == 0)
            {
                absent.Add($"{start}…{end}");
                return;
            }
            var curves = members.Take(SeriesShown).Select(m => run.Curve(m, m[start.Length..^end.Length])!).ToList();
            if (members.Count > SeriesShown)
                caption = $"{caption} Not drawn, for want of room: {string.Join(", ", members.Skip(SeriesShown))}.".TrimStart();
            document.Figure(caption, (name, Chart(title, unit, curves, log, 860, 220)));
        }
    }

    static LineChart Chart(string title, string unit, IReadOnlyList<ChartSeries> curves, bool log, double width, double height) =>
        new() { Title = title, XTitle = "epoch", YTitle = unit, Series = curves, LogY = log, Width = width, PlotHeight = height };
}
