namespace Assay.Studies.Frequency;

/// <summary>
/// A predictor with nothing to learn by gradient, scored on the same rows as a model to give its error a scale. Whatever it
/// fits, it fits on the training set once. Like a model whose state is carried, it sees the rows as one stream: the history of
/// a segment's first row is the segment before, and before the first row of all there are zeros.
/// </summary>
public abstract class Baseline(string name, string description)
{
    /// <summary>Short name, as metrics and reports use it.</summary>
    public string Name { get; } = name;

    /// <summary>What it predicts and from what, in one sentence.</summary>
    public string Description { get; } = description;

    /// <summary>Predicts every row of a set (rows).</summary>
    public abstract float[] Predict(SignalSet set);

    /// <summary>All baselines, fitted on a training set.</summary>
    /// <exception cref="ArgumentException">A tone has too few rows to fit on.</exception>
    public static IReadOnlyList<Baseline> FitAll(SignalSet train) =>
    [
        new ZeroPredictor(),
        new LaggedInput(train),
        new LaggedTarget(),
        new MemorylessPredictor(train),
        new FirFilter(train),
        new ClockLstm(train),
    ];
}
