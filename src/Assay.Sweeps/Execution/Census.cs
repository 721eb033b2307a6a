namespace Assay.Sweeps;

/// <summary>Says which workers are gone.</summary>
sealed class Census(SweepState state, Heartbeat heartbeat)
{
    /// <summary>
    /// Whether a worker left, its process is not there any more, its Slurm task began again, or, on another machine, it has not been heard of for
    /// a minute.
    /// </summary>
    public bool IsGone(string id)
    {
        if (!state.Workers.TryGetValue(id, out var worker) || worker.Left) return true;
        if (worker.Slurm is { } task && state.Workers.Values.Last(one => one.Slurm == task).Id != id) return true;
        if (worker.Process is { } process && process.Host == Environment.MachineName) return !process.IsAlive();
        return heartbeat.IsStale(id);
    }
}
