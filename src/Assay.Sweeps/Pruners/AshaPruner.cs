namespace Assay.Sweeps;

/// <summary>
/// Asynchronous successive halving (Li and others: "A system for massively parallel hyperparameter tuning", 2020, arXiv 1810.05934) in its stopping
/// form: at steps min, min eta, min eta^2, ... (the rungs) a replicate goes on only if it is among the best 1 / eta of all replicates of other
/// trials that came there so far, itself included. Nobody waits, so early decisions rest on few; while fewer than eta came to a rung all go on.
/// </summary>
public sealed class AshaPruner : Pruner
{
    readonly int _min;
    readonly int _eta;

    /// <param name="min">The first rung, at least 1.</param>
    /// <param name="eta">One of how many goes on; each rung is so many times as far as the one before; at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below its least value.</exception>
    public AshaPruner(int min = 1, int eta = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(min, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(eta, 2);
        (_min, _eta) = (min, eta);
    }

    /// <inheritdoc/>
    public override PruneDecision AfterReport(TrialHistory trial, ReplicateHistory replicate, IReadOnlyList<TrialHistory> others)
    {
        if (replicate.Reports.Count == 0) return PruneDecision.GoOn;
        var step = replicate.Reports[^1].Step;
        var before = replicate.Reports.Count > 1 ? replicate.Reports[^2].Step : 0;
        if (Rung(step) is not { } rung || rung <= before) return PruneDecision.GoOn;
        var loss = Curves.At(replicate, rung)!.Value;
        double[] came = [.. others.SelectMany(other => other.Replicates).Select(other => Curves.At(other, rung)).OfType<double>().Order()];
        var count = came.Length + 1;
        if (count < _eta) return PruneDecision.GoOn;
        var kept = count / _eta;
        var rank = 1 + came.Count(other => other < loss);
        // With itself among them the limit is the loss of the last one kept, were this one not there.
        var limit = came[kept - 1];
        return new PruneDecision(
            rank > kept, $"at rung {rung} loss {loss:g4} is number {rank} of the {count} that came there; the best {kept} go on, others had {limit:g4} at that place");
    }

    /// <summary>The last rung up to a step; null before the first.</summary>
    long? Rung(int step)
    {
        if (step < _min) return null;
        long rung = _min;
        while (rung * _eta <= step) rung *= _eta;
        return rung;
    }
}
