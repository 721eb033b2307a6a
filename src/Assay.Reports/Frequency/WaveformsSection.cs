using System.Globalization;
using Assay.Runs;

namespace Assay.Reports;

/// <summary>The two plots of the assignment: 3 Hz with its noisy input, and all frequencies side by side.</summary>
static class WaveformsSection
{
    const double Featured = 3;
    const int Dots = 250;

    public static void Write(Document document, ReportedRun run)
    {
        document.Heading("Signals");
        var series = run.Waveforms?.Series.Where(s => s.Target.Length > 0).ToList() ?? [];
        if (series.Count == 0)
        {
            Missing.Write(document, $"The run stored no waveforms ({RunFiles.Series}), so target and output cannot be drawn.");
            return;
        }
        var rate = run.Waveforms!.Rate > 0 ? run.Waveforms.Rate : 1000;
        if (series.FirstOrDefault(s => s.Frequency == Featured) is { } featured)
            document.Figure($"{Describe(featured, Dots)} The pale line is the input the model sees.",
                ("signal-3hz", Chart(featured, rate, Dots, true, 860, 300)));
        else Missing.Write(document, "The stored waveforms do not include 3 Hz.");

        var small = series.OrderBy(s => s.Frequency)
            .Select((s, i) => (Name(s, i), (Chart)Chart(s, rate, Dots / 2, false, 440, 170))).ToList();
        document.Figure($"{Describe(series[0], Dots / 2)} The noisy input is left out.", small);
    }

    static LineChart Chart(Series series, double rate, int dots, bool input, double width, double height)
    {
        var stride = Stride(series, dots);
        var lines = new List<ChartSeries>
        {
            new("target", Times(series.Target.Length, rate, 1), Values(series.Target, 1)),
            new("model output", Times(series.Output.Length, rate, stride), Values(series.Output, stride)) { Mark = SeriesMark.Dots },
        };
        if (input)
            lines.Add(new("input S", Times(series.Input.Length, rate, 1), Values(series.Input, 1)) { Mark = SeriesMark.Background });
        return new LineChart
        {
            Title = $"{Hertz(series)} Hz ({series.Name})",
            XTitle = $"time after row {Numbers.Count(series.Start)} (s)",
            YTitle = "amplitude",
            Series = lines,
            Width = width,
            PlotHeight = height,
        };
    }

    static string Describe(Series series, int dots) => Stride(series, dots) is > 1 and var stride
        ? $"Line: target. Dots: output of the frozen model, every {stride} rows."
        : "Line: target. Dots: output of the frozen model.";

    static int Stride(Series series, int dots) => Math.Max(1, (series.Output.Length + dots - 1) / dots);

    static List<double> Times(int rows, double rate, int stride)
    {
        var times = new List<double>();
        for (var row = 0; row < rows; row += stride) times.Add(row / rate);
        return times;
    }

    static List<double> Values(float[] values, int stride)
    {
        var kept = new List<double>();
        for (var row = 0; row < values.Length; row += stride) kept.Add(values[row]);
        return kept;
    }

    static string Hertz(Series series) => series.Frequency.ToString("0.##", CultureInfo.InvariantCulture);

    static string Name(Series series, int index) => series.Frequency is >= 0 and < 1e6 && series.Frequency == Math.Floor(series.Frequency)
        ? $"signal-{index + 1}-{Hertz(series)}hz"
        : $"signal-{index + 1}";
}
