using Assay.Runs;

namespace Assay.Diagnosis;

/// <summary>
/// Tries remedies on a training within a budget and keeps what helps on held-out data. After each success the doctor looks anew; a
/// remedy that only takes a leak away cannot be judged by a score that the leak has made, so it is kept when the leak is gone.
/// </summary>
/// <typeparam name="T">What trainings are made by: settings, or a recipe.</typeparam>
/// <param name="apply">The recipe with a remedy; null where it does not fit.</param>
/// <param name="train">Trains and examines a recipe; null where it could not be trained.</param>
/// <param name="gains">Measured gains by <see cref="RemedyAction.Id"/>; null for those that the doctor was taught.</param>
public sealed class Repairer<T>(Func<T, RemedyAction, T?> apply, Func<T, Trace?> train, IReadOnlyDictionary<string, double>? gains = null)
    where T : class
{
    /// <summary>Share of the held-out loss that a remedy must take away to be kept.</summary>
    public const double LeastGain = 0.03;

    const double UnknownGain = 0.2, SmallestGain = 0.02, LeastProbability = 0.01, WidestLeak = 0.05;

    readonly IReadOnlyDictionary<string, double> _gains = gains ?? DoctorModel.Taught?.Gains ?? new Dictionary<string, double>();

    /// <summary>Hears of each attempt as it ends.</summary>
    public Action<RepairAttempt>? Tried { get; init; }

    /// <summary>Repairs until nothing is left to try, the doctor is content, or the budget is spent.</summary>
    /// <param name="first">What is to be repaired.</param>
    /// <param name="budget">In trainings like the first.</param>
    /// <param name="stop">When cancelled, the attempt under way is the last.</param>
    public RepairOutcome<T> Repair(RepairState<T> first, double budget, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        var (best, ledger, spent, tried, scale) = (first, new List<RepairAttempt>(), 0.0, new HashSet<string>(), 1.0);
        while (!stop.IsCancellationRequested)
        {
            var next = Candidates(best).FirstOrDefault(one => !tried.Contains(one.Action.Id) && spent + (one.Action.Cost * scale) <= budget + 1e-9);
            if (next.Recipe is null) break;
            tried.Add(next.Action.Id);
            var cost = next.Action.Cost * scale;
            spent += cost;
            if (train(next.Recipe) is not { } trace) continue;
            var state = new RepairState<T>(next.Recipe, trace, Doctor.Examine(trace));
            var (kept, reason) = Judge(best, state);
            var attempt = new RepairAttempt(next.Action, cost, best.HeldOut, double.IsInfinity(state.HeldOut) ? double.NaN : state.HeldOut, kept, reason);
            ledger.Add(attempt);
            Tried?.Invoke(attempt);
            if (!kept) continue;
            // What helped may help again, and what follows is paid at its price.
            (best, scale) = (state, scale * Math.Max(1, next.Action.Cost));
            tried.Clear();
            foreach (var failed in ledger.Where(one => !one.Kept)) tried.Add(failed.Action.Id);
        }
        return new RepairOutcome<T>(first, best, ledger, spent);
    }

    /// <summary>What could be tried next, the best expected gain for its cost first.</summary>
    IEnumerable<(RemedyAction Action, T Recipe)> Candidates(RepairState<T> state) =>
        from cause in state.Opinion.Causes
        where cause.Probability >= LeastProbability
        from action in RemedyActions.Against(cause.Cause)
        let gain = Math.Max(SmallestGain, _gains.GetValueOrDefault(action.Id, UnknownGain))
        let recipe = apply(state.Recipe, action)
        where recipe is not null
        orderby cause.Probability * gain / Math.Max(0.2, action.Cost) descending
        select (action, recipe);

    static (bool Kept, string Reason) Judge(RepairState<T> before, RepairState<T> after)
    {
        if (double.IsInfinity(after.HeldOut)) return (false, "training diverged");
        var (leaked, leaks) = (Leak(before.Trace), Leak(after.Trace));
        if (leaked > WidestLeak && leaks < leaked / 2)
            return (true, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the leak is gone ({leaked:P0} before, {leaks:P0} now); scores from before cannot be compared"));
        var gain = 1 - (after.HeldOut / before.HeldOut);
        var words = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"held-out loss {before.HeldOut:G4} before, {after.HeldOut:G4} now");
        return gain >= LeastGain ? (true, words) : (false, words);
    }

    // Share of validation rows that training has seen, or of a target that its input tells outright.
    static double Leak(Trace trace) => Math.Max(Or0(trace.Vital(Vitals.SharedRows)), Or0(trace.Vital(Vitals.TargetInInput)) is > 0.98 and var told ? told : 0);

    static double Or0(double value) => double.IsNaN(value) ? 0 : value;
}
