using System.Text.Json;

namespace Assay.Runs;

/// <summary>
/// What was measured of a predictor of the next vector beyond the single numbers of its record, kept in <see cref="RunFiles.Prediction"/> so that a
/// report needs neither the model nor its data.
/// </summary>
public sealed record PredictionEvaluation
{
    /// <summary>The format this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The checkpoint that was evaluated: "best" or "last".</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The step it was written at.</summary>
    public required long Step { get; init; }

    /// <summary>Vectors of a context.</summary>
    public required int Context { get; init; }

    /// <summary>(context) mean cosine of each vector of a context with the target on the test windows, the oldest first; around the training mean in the second.</summary>
    public required double[] LagCosine { get; init; }

    /// <inheritdoc cref="LagCosine"/>
    public required double[] LagCosineCentred { get; init; }

    /// <summary>For the model first, then baselines: the mean cosine 1, 2, ... vectors ahead, each prediction read as the next context's last vector.</summary>
    public required IReadOnlyList<PredictionCurve> Rollouts { get; init; }

    /// <summary>For the model first, then baselines: the mean cosine of windows whose last vector is as similar to the target as each of <see cref="SimilarityEdges"/> says.</summary>
    public required IReadOnlyList<PredictionCurve> BySimilarity { get; init; }

    /// <summary>(bins + 1) limits of the cosine between a context's last vector and the target.</summary>
    public required double[] SimilarityEdges { get; init; }

    /// <summary>(bins) test windows in each bin.</summary>
    public required int[] SimilarityWindows { get; init; }

    /// <summary>The documents that are predicted worst, the worst first.</summary>
    public required IReadOnlyList<DocumentPrediction> WorstDocuments { get; init; }

    /// <summary>The windows that are predicted worst, the worst first.</summary>
    public required IReadOnlyList<WindowPrediction> WorstWindows { get; init; }

    /// <summary>Where the model attends, over the test windows; empty where it does not.</summary>
    public required IReadOnlyList<AttentionProfile> Attention { get; init; }

    /// <summary>How long predictions take; empty if not measured.</summary>
    public required IReadOnlyList<LatencyMeasurement> Latency { get; init; }

    /// <summary>Writes the evaluation into a run's folder, whole or not at all.</summary>
    /// <exception cref="IOException">The folder cannot be written or the disk is full.</exception>
    public void Write(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        AtomicFile.Write(Path.Combine(runFolder, RunFiles.Prediction), RunJson.Write(this));
    }

    /// <summary>Writes the evaluation as a value of a larger document.</summary>
    public void Write(Utf8JsonWriter writer) => RunJson.Write(writer, this);

    /// <summary>Reads the evaluation of a run, or null when the run has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or of another format; the message has its path.</exception>
    public static PredictionEvaluation? Read(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        var path = Path.Combine(runFolder, RunFiles.Prediction);
        if (!File.Exists(path)) return null;
        var evaluation = RunJson.ReadPrediction(path);
        return evaluation.Problem() is { } problem ? throw new InvalidDataException($"{path}: {problem}") : evaluation;
    }

    string? Problem()
    {
        if (Format != CurrentFormat) return $"format {Format}; this version reads format {CurrentFormat}";
        if (LagCosine.Length != Context || LagCosineCentred.Length != Context) return $"{LagCosine.Length} lags; needed: {Context}";
        if (SimilarityEdges.Length != SimilarityWindows.Length + 1) return $"{SimilarityEdges.Length} limits of {SimilarityWindows.Length} bins";
        return BySimilarity.Any(curve => curve.Values.Length != SimilarityWindows.Length) ? $"a curve by similarity has not {SimilarityWindows.Length} values" : null;
    }
}
