using System.Globalization;
using System.Text;
using Assay.Reports;
using Assay.Studies;

namespace Assay.Cli;

/// <summary>A line for an epoch, at most one a second and fewer as time goes on, and within a long epoch now and then; for files and pipes.</summary>
sealed class PlainDisplay : TrainingDisplay
{
    const double Share = 0.02;
    const double LongEpoch = 9;

    readonly TimeProvider _clock;
    readonly long _started;
    int _epoch;
    string _phase = "";
    TrainingProgress? _shown;
    double _next;
    int _warnings;
    bool _counted;

    public PlainDisplay(TextWriter to, TimeProvider clock, string title)
        : base(to, title)
    {
        (_clock, _started) = (clock, clock.GetTimestamp());
        Start();
    }

    public override bool IsLive => false;

    protected override string Draw(TrainingWatch watch, bool last)
    {
        if (watch.Now is not { } now) return "";
        var text = new StringBuilder();
        if (now.Phase != _phase && now.Phase != "training") text.Append(now.Phase).Append('\n');
        _phase = now.Phase;
        if (now.Parameters > 0 && !_counted) text.Append(Numbers.Count(now.Parameters)).Append(" parameters\n");
        _counted |= now.Parameters > 0;
        var fresh = watch.WarningCount - _warnings;
        foreach (var warning in watch.Warnings.TakeLast(fresh)) text.Append("warning: ").Append(warning).Append('\n');
        _warnings = watch.WarningCount;

        var seconds = _clock.GetElapsedTime(_started).TotalSeconds;
        var due = seconds >= _next && (now.Epoch != _epoch || seconds >= _next + LongEpoch);
        if (now.Step > 0 && !ReferenceEquals(now, _shown) && (due || last))
        {
            text.Append(Line(now)).Append('\n');
            (_epoch, _shown, _next) = (now.Epoch, now, seconds + Math.Max(1, Share * seconds));
        }

        return text.ToString();
    }

    /// <summary>A progress in one line.</summary>
    public static string Line(TrainingProgress now)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"epoch {now.Epoch}/{now.Epochs}  step {now.Step}/{now.Steps}  {now.Elapsed:0.0} s"));
        if (now.Remaining > 0) text.Append($"  left {Numbers.Duration(Math.Round(now.Remaining))}");
        foreach (var (name, value) in now.Metrics) text.Append($"  {name} {Numbers.Format(value)}");
        return text.ToString();
    }
}
