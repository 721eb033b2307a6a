namespace Assay.Sweeps;

/// <summary>When somebody worked at a sweep.</summary>
static class Timeline
{
    /// <summary>Seconds in which there was a worker: from its first to its last line, those of several counted once.</summary>
    public static double Seconds(SweepState state)
    {
        var (seconds, until) = (0.0, DateTimeOffset.MinValue);
        foreach (var worker in state.Workers.Values.OrderBy(worker => worker.First))
        {
            var from = worker.First > until ? worker.First : until;
            if (worker.Last <= from) continue;
            seconds += (worker.Last - from).TotalSeconds;
            until = worker.Last;
        }

        return seconds;
    }
}
