using System.Globalization;
using System.Text;
using Assay.Reports;
using Assay.Sweeps;

namespace Assay.Cli;

/// <summary>
/// Follows a sweep's journal and shows how far it is: a frame that is drawn over the one before it on a screen, a line now and then elsewhere.
/// Its own thread reads the journal, so workers do not wait for it.
/// </summary>
sealed class SweepDisplay : IDisposable
{
    static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(250), PlainInterval = TimeSpan.FromSeconds(1);
    const double Share = 0.02;

    readonly SweepFollower _follower;
    readonly TextWriter _to;
    readonly Terminal? _screen;
    readonly SweepPlan _plan;
    readonly ManualResetEventSlim _ended = new();
    readonly Thread _thread;
    int _drawn;
    string? _latest;
    double _next;

    /// <param name="folder">The sweep.</param>
    /// <param name="to">Where to.</param>
    /// <param name="screen">The terminal if that is one; null for plain lines.</param>
    public SweepDisplay(SweepFolder folder, TextWriter to, Terminal? screen)
    {
        (_follower, _plan, _to, _screen) = (folder.Follow(), folder.Plan, to, screen);
        _thread = new Thread(Work) { IsBackground = true, Name = "display" };
        _thread.Start();
    }

    /// <summary>Draws the last state and leaves it there.</summary>
    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
    }

    void Work()
    {
        try
        {
            for (var last = false; !last;)
            {
                last = _ended.Wait(_screen is null ? PlainInterval : LiveInterval);
                var progress = _follower.Now();
                var text = _screen is null ? Plain(progress, last) : Frame(progress, _screen);
                if (text.Length > 0) _to.Write(text);
            }
        }
        catch (IOException)
        {
            // Nobody watches any more, or the folder is away: those who train will say so.
        }
    }

    string Plain(SweepProgress now, bool last)
    {
        if (now.Latest == _latest || (!last && now.Seconds < _next)) return "";
        (_latest, _next) = (now.Latest, now.Seconds + Math.Max(1, Share * now.Seconds));
        return string.Join("  ", [Runs(now), .. Facts(now), .. now.Best is null ? Array.Empty<string>() : [Best(now.Best)], now.Latest]) + "\n";
    }

    string Frame(SweepProgress now, Terminal screen)
    {
        var width = Math.Max(1, Math.Min(screen.Size().Width - 1, 100));
        var share = now.Planned > 0 ? Math.Clamp((double)now.Done / now.Planned, 0, 1) : 0;
        var tail = string.Create(CultureInfo.InvariantCulture, $" {Math.Floor(100 * share),3} %  {Runs(now)}");
        var bar = (int)(share * Math.Max(0, width - tail.Length));
        List<Line> lines =
        [
            new(new Span($"sweep {_plan.Study}{(_plan.Name is null ? "" : $" {_plan.Name}")}", Span.Bold), new Span(now.Phase is null || _plan.Phases.Count == 1 ? "" : $"  phase {now.Phase}", Span.Dim)),
            new(new Span(new string('━', bar), Span.Green), new Span(new string('━', Math.Max(0, width - tail.Length - bar)), Span.Dim), new Span(tail)),
            new(new Span(string.Join(" · ", Facts(now)))),
        ];
        if (now.Best is { } best) lines.Add(new Line(new Span("best  ", Span.Dim), new Span(Best(best))));
        if (now.Latest is { } latest) lines.Add(new Line(new Span("last  ", Span.Dim), new Span(latest)));
        var text = new StringBuilder("\r");
        if (_drawn > 0) text.Append($"\e[{_drawn}A");
        foreach (var line in lines) text.Append(line.Cut(width).Render(screen.Colour)).Append("\e[K\n");
        _drawn = lines.Count;
        return text.Append("\e[J").ToString();
    }

    static string Runs(SweepProgress now) => now.Planned > 0 ? $"{Numbers.Count(now.Done)} of {Numbers.Count(now.Planned)} runs" : $"{Numbers.Count(now.Done)} runs";

    static IEnumerable<string> Facts(SweepProgress now)
    {
        yield return $"{Numbers.Count(now.Trials)} trials";
        yield return $"{Numbers.Count(now.Running)} running";
        if (now.Pruned > 0) yield return $"{Numbers.Count(now.Pruned)} pruned";
        if (now.Diverged > 0) yield return $"{Numbers.Count(now.Diverged)} diverged";
        if (now.Failed > 0) yield return $"{Numbers.Count(now.Failed)} failed";
        yield return Numbers.Duration(Math.Round(now.Seconds));
        if (now.Done > 0 && now.Planned > now.Done) yield return $"about {Numbers.Duration(Math.Ceiling(now.Seconds / now.Done * (now.Planned - now.Done)))} left";
    }

    string Best(BestTrial best) => $"{_plan.Metric} {Numbers.Format(best.Mean)}{(best.Seeds > 1 ? $" (mean of {best.Seeds} seeds)" : "")} trial {best.Number}: {ConfigurationText.Of(best.Name, best.Values)}";
}
