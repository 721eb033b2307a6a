using Assay.Studies;

namespace Assay.Cli;

/// <summary>What a display remembers of a training: the newest progress, best values, curves and warnings.</summary>
sealed class TrainingWatch(string title)
{
    const int PointsKept = 2048;
    const int WarningsKept = 5;
    const double RateWindow = 5;

    readonly Dictionary<string, double> _best = [];
    readonly Dictionary<string, List<double>> _curves = [];
    readonly Queue<(double Seconds, long Step)> _steps = new();
    readonly List<string> _warnings = [];

    /// <summary>What is trained.</summary>
    public string Title { get; } = title;

    /// <summary>The newest progress, or null before the first.</summary>
    public TrainingProgress? Now { get; private set; }

    /// <summary>The lowest value so far of each metric that is an error.</summary>
    public IReadOnlyDictionary<string, double> Best => _best;

    /// <summary>The latest warnings.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>How many warnings there were in all.</summary>
    public int WarningCount { get; private set; }

    /// <summary>Something the user should know now, or null.</summary>
    public string? Notice { get; set; }

    /// <summary>Updates a second over the last seconds.</summary>
    public double StepRate { get; private set; } = double.NaN;

    /// <summary>True where less is better.</summary>
    public static bool IsError(string metric) =>
        metric.Split('/').Any(part => part is "loss" or "mse" or "mae" or "error" or "perplexity");

    /// <summary>Values of an error so far, thinned when there are many.</summary>
    public IReadOnlyList<double> Curve(string metric) => _curves.GetValueOrDefault(metric) ?? [];

    /// <summary>Takes a progress.</summary>
    public void Add(TrainingProgress progress)
    {
        Now = progress;
        _steps.Enqueue((progress.Elapsed, progress.Step));
        while (_steps.Count > 2 && _steps.Peek().Seconds < progress.Elapsed - RateWindow) _steps.Dequeue();
        var (seconds, step) = _steps.Peek();
        if (progress.Elapsed > seconds) StepRate = (progress.Step - step) / (progress.Elapsed - seconds);
        foreach (var (name, value) in progress.Metrics.Where(metric => IsError(metric.Name))) AddValue(name, value);
        if (progress.Warning is not null && _warnings.LastOrDefault() != progress.Warning) Warn(progress.Warning);
    }

    /// <summary>Takes a warning.</summary>
    public void Warn(string text)
    {
        _warnings.Add(text);
        WarningCount++;
        if (_warnings.Count > WarningsKept) _warnings.RemoveAt(0);
    }

    void AddValue(string name, double value)
    {
        if (!_curves.TryGetValue(name, out var curve)) _curves[name] = curve = [];
        if (curve.Count > 0 && curve[^1].Equals(value)) return;
        curve.Add(value);
        if (curve.Count > PointsKept)
        {
            for (var i = 0; i < curve.Count / 2; i++) curve[i] = (curve[2 * i] + curve[2 * i + 1]) / 2;
            curve.RemoveRange(curve.Count / 2, curve.Count - curve.Count / 2);
        }

        if (!double.IsNaN(value) && !(_best.TryGetValue(name, out var best) && best <= value)) _best[name] = value;
    }
}
