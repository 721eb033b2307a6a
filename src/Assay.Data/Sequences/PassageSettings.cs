namespace Assay.Data.Sequences;

/// <summary>How long the passages are that stand for one vector each.</summary>
/// <param name="FewestWords">Shorter sentences are joined with those that follow, within their document; at least 1.</param>
/// <param name="MostWords">Longer sentences are cut into equal parts.</param>
public sealed record PassageSettings(int FewestWords = 1, int MostWords = 60)
{
    /// <exception cref="ArgumentOutOfRangeException">Passages of that length are impossible.</exception>
    public void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FewestWords, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostWords, FewestWords);
    }
}
