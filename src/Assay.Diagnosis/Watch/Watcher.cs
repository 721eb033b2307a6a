using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>
/// Watches a training: takes in what it logs, asks the doctor now and then, says once what several looks in a row have found, and
/// the finding to stop for once the doctor stays alarmed. It only reads, so that a training is the same bits with and without it, and it counts its own time and keeps it below a
/// share of the training's. May be called from any thread.
/// </summary>
public sealed class Watcher
{
    const int Invented = 40;

    readonly Trace _trace;
    readonly WatchLimits _limits;
    readonly Func<Trace, Opinion> _examine;
    readonly TimeProvider _clock;
    readonly long _began;
    readonly Lock _gate = new();
    readonly HashSet<string> _said = [];
    readonly Dictionary<string, int> _standing = [];
    (int Looks, long Since) _alarm;
    double _next;

    /// <param name="trace">What was logged so far; nothing, or that of a training that is resumed.</param>
    /// <param name="limits">Cost and patience; null for the usual.</param>
    /// <param name="examine">Looks at the trace; null for <see cref="Doctor.Watch"/>.</param>
    /// <param name="clock">The time; null for the system's.</param>
    public Watcher(Trace trace, WatchLimits? limits = null, Func<Trace, Opinion>? examine = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        (_trace, _limits, _examine, _clock) = (trace, limits ?? new WatchLimits(), examine ?? Doctor.Watch, clock ?? TimeProvider.System);
        (_began, _next) = (_clock.GetTimestamp(), _limits.Interval);
    }

    /// <summary>Seconds spent looking.</summary>
    public double Spent { get; private set; }

    /// <summary>How often it looked.</summary>
    public int Looks { get; private set; }

    /// <summary>Why training should end, once the doctor has stayed alarmed for long enough: the gravest finding, or the likeliest cause where no rule names one.</summary>
    public Finding? Grave { get; private set; }

    /// <summary>Asks the rules about an invented training, so that the first look at a real one does not wait for their compilation.</summary>
    public static void Warm()
    {
        var trace = new Trace(new RunRecord { Study = "" }) { PlannedSteps = 2 * Invented };
        for (var step = 1; step <= Invented; step++)
            foreach (var name in new[] { "train/loss", "online/loss", "valid/loss", Vitals.Frozen, "lr", "grad/norm", "clip/rate", "grad/weight/norm", "update/weight/ratio" })
                trace.Add(step, name, 1.0 / step);
        Doctor.Watch(trace);
    }

    /// <summary>Tells it how many updates the whole training takes.</summary>
    public void Plan(long steps)
    {
        lock (_gate) _trace.PlannedSteps = steps;
    }

    /// <summary>Takes in a logged value and, where it is time, looks.</summary>
    /// <returns>What is to be said for the first time; empty for nothing.</returns>
    public IReadOnlyList<Finding> Add(long step, string name, double value)
    {
        lock (_gate)
        {
            var fresh = step > _trace.Step;
            // A look belongs between two steps, when all values of the earlier one are there.
            var found = fresh && Elapsed >= _next ? Look() : (List<Finding>)[];
            _trace.Add(step, name, value);
            return found;
        }
    }

    double Elapsed => _clock.GetElapsedTime(_began).TotalSeconds;

    List<Finding> Look()
    {
        var start = Elapsed;
        var opinion = _examine(_trace);
        var took = Elapsed - start;
        Spent += took;
        Looks++;
        // The next look is expected to take as long as this one and has to fit into the share, too.
        _next = Math.Max(start + took + _limits.Interval, (Spent + took) / _limits.Share);
        return Weigh(opinion);
    }

    // What counts is what several looks in a row have found, and nothing early: the first steps of a training are rough.
    List<Finding> Weigh(Opinion opinion)
    {
        var (step, planned, fresh) = (_trace.Step, _trace.PlannedSteps, new List<Finding>());
        foreach (var gone in _standing.Keys.Except(opinion.Findings.Select(finding => finding.Id)).ToList()) _standing.Remove(gone);
        if (!opinion.Alarm) _alarm = default;
        if (step < _limits.Patience * planned) return fresh;
        foreach (var finding in opinion.Findings)
        {
            var looks = _standing[finding.Id] = _standing.GetValueOrDefault(finding.Id) + 1;
            if (looks >= _limits.Looks && _said.Add(finding.Id)) fresh.Add(finding);
        }

        if (!opinion.Alarm) return fresh;
        _alarm = (_alarm.Looks + 1, _alarm.Looks == 0 ? step : _alarm.Since);
        if (_alarm.Looks >= _limits.Looks && step - _alarm.Since >= _limits.Span * planned) Grave ??= Gravest(opinion);
        return fresh;
    }

    static Finding Gravest(Opinion opinion) => opinion.Findings.OrderByDescending(finding => finding.Severity).FirstOrDefault()
        ?? new Finding("likely-faulty", Severity.Error, $"Something is likely wrong: {(opinion.Causes is [var (cause, _), ..] ? Causes.Words.GetValueOrDefault(cause, cause) : "no rule names it")}.", "") { Confidence = opinion.Faulty };
}
