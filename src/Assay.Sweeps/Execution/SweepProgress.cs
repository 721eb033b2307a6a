namespace Assay.Sweeps;

/// <summary>How far a sweep is, from its journal alone.</summary>
/// <param name="Phase">The phase under way, or null before the first.</param>
/// <param name="Done">Replicates that ended.</param>
/// <param name="Planned">Replicates there will be, as far as can be said: pruning makes them fewer and racing more; 0 if unknown.</param>
/// <param name="Trials">Configurations proposed.</param>
/// <param name="Finished">Replicates that finished.</param>
/// <param name="Pruned">Replicates and trials that were ended early.</param>
/// <param name="Diverged">Replicates that diverged.</param>
/// <param name="Failed">Replicates that failed.</param>
/// <param name="Running">Replicates that a worker has.</param>
/// <param name="Workers">Workers that have not left.</param>
/// <param name="Best">The best trial so far: those with most seeds first; null if none finished.</param>
/// <param name="Seconds">Since the sweep began, pauses left out.</param>
/// <param name="Over">Whether nothing is left to do.</param>
/// <param name="Halted">Why it was given up, or null.</param>
/// <param name="Latest">The replicate that ended last, in words, or null.</param>
public sealed record SweepProgress(
    string? Phase, int Done, int Planned, int Trials, int Finished, int Pruned, int Diverged, int Failed, int Running, int Workers, BestTrial? Best, double Seconds,
    bool Over, string? Halted, string? Latest);
