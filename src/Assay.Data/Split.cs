namespace Assay.Data;

/// <summary>Two disjoint parts of a dataset, with all that is needed to make them again.</summary>
/// <param name="Train">The part to learn from.</param>
/// <param name="Valid">The part to judge by.</param>
/// <param name="TrainShare">Share of the whole that trains.</param>
/// <param name="Seed">What drew them.</param>
public sealed record Split(Dataset Train, Dataset Valid, double TrainShare, ulong Seed)
{
    /// <summary><c>var (train, valid) = data.Split(0.8);</c></summary>
    public void Deconstruct(out Dataset train, out Dataset valid) => (train, valid) = (Train, Valid);

    /// <summary>For the run's record: sizes and seed.</summary>
    public override string ToString() => $"train {Train.Count} rows, valid {Valid.Count} rows, split seed {Seed}";
}
