namespace Assay.Sweeps;

/// <summary>
/// Proposes what is likely among good trials and unlikely among the others: the tree-structured Parzen estimator (Bergstra and others: "Algorithms for
/// hyper-parameter optimization", 2011) in its multivariate form (Falkner, Klein, Hutter: "BOHB", 2018), one density over all parameters that
/// are asked for together, so that it sees which values go well with each other. Conditional parameters are modelled from the trials that have them, given
/// what the trial was told before. Running trials count as bad ones, so proposals made at the same time differ. The first trials fill the space evenly.
/// What was tried before is not proposed again.
/// </summary>
/// <param name="seed">Equal seeds propose equal configurations.</param>
public sealed class TpeSampler(ulong seed) : Sampler
{
    /// <summary>Trials that must have ended before losses guide the proposals.</summary>
    public const int Startup = 10;

    readonly QuasiRandomSampler _startup = new(seed);
    readonly TriedTree _tried = new();
    TrialTable _table = new();

    /// <inheritdoc/>
    public override Ask? Begin(int number, IReadOnlyList<TrialHistory> history)
    {
        var unused = _tried.Left(history);
        if (unused is null) return null;
        var ranking = new Ranking(history);
        if (ranking.Ended < Startup) return _startup.Begin(number, history, unused);
        _table = _table.Follow(history);
        return new TpeProposal(_table, ranking, unused, Draws.Of(seed, number)).Answer;
    }
}
