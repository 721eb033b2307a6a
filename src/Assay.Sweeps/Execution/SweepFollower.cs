namespace Assay.Sweeps;

/// <summary>Follows a sweep that others work at; each look reads only what is new in its journal.</summary>
public sealed class SweepFollower
{
    readonly Journal _journal;

    internal SweepFollower(Journal journal) => _journal = journal;

    /// <summary>How far it is now.</summary>
    /// <exception cref="InvalidDataException">The journal is damaged.</exception>
    public SweepProgress Now()
    {
        _journal.Refresh();
        return ProgressCount.Of(_journal.State);
    }
}
