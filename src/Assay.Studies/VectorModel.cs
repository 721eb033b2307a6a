namespace Assay.Studies;

/// <summary>A trained model that says which vector comes next: what <see cref="Study.OpenVectorModel"/> gives of a run, or of several together.</summary>
public abstract class VectorModel
{
    /// <summary>Vectors that it reads before the one it predicts.</summary>
    public abstract int Context { get; }

    /// <summary>Numbers of a vector.</summary>
    public abstract int Width { get; }

    /// <summary>Whether it must be told, by one more vector a context, where the document goes.</summary>
    public abstract bool TakesQueries { get; }

    /// <summary>Predicts what follows each of many contexts.</summary>
    /// <param name="contexts">(windows, context, width), row by row, the oldest vector of a context first.</param>
    /// <param name="predictions">Receives (windows, width); with more than one step (windows, steps, width).</param>
    /// <param name="queries">(windows, width) where the model takes queries; else empty.</param>
    /// <param name="steps">
    /// How far ahead: every prediction is brought to the mean length of its context's vectors and read as the last vector of the next context.
    /// </param>
    /// <param name="raw">As the network gives them; else of length 1.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together, or a number is not finite; the message says what was given and is needed.</exception>
    public abstract void Predict(ReadOnlySpan<float> contexts, Span<float> predictions, ReadOnlySpan<float> queries = default, int steps = 1, bool raw = false);
}
