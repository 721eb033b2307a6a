using System.Text.Json;

namespace Assay.Runs;

/// <summary>
/// What was measured of a trained sequence autoencoder beyond the single numbers of its record: curves, distributions, codes, attention and
/// reconstructions, kept in <see cref="RunFiles.Evaluation"/> so that a report needs neither the model nor its data.
/// </summary>
public sealed record AutoencoderEvaluation
{
    /// <summary>The format this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The checkpoint that was evaluated: "best" or "last".</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The step it was written at.</summary>
    public required long Step { get; init; }

    /// <summary>(window) scored tokens at each place of a window.</summary>
    public required int[] Tokens { get; init; }

    /// <summary>The model first, then its baselines.</summary>
    public required IReadOnlyList<PredictorScores> Predictors { get; init; }

    /// <summary>The codes of the held-out windows, or null if they were not looked at.</summary>
    public CodeStatistics? Codes { get; init; }

    /// <summary>What the decoder attended to, or null if it attends to nothing.</summary>
    public AttentionStatistics? Attention { get; init; }

    /// <summary>Held-out texts beside what was written for them, the best first.</summary>
    public required IReadOnlyList<TextReconstruction> Texts { get; init; }

    /// <summary>Held-out texts that are not among them, to keep the file small.</summary>
    public int TextsLeftOut { get; init; }

    /// <summary>Writes the evaluation into a run's folder, whole or not at all.</summary>
    /// <exception cref="ArgumentException">Lists that belong together differ in length.</exception>
    /// <exception cref="IOException">The folder cannot be written or the disk is full.</exception>
    public void Write(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        if (Problem() is { } problem) throw new ArgumentException(problem);
        AtomicFile.Write(Path.Combine(runFolder, RunFiles.Evaluation), RunJson.Write(this));
    }

    /// <summary>Writes the evaluation as a value of a larger document.</summary>
    public void Write(Utf8JsonWriter writer) => RunJson.Write(writer, this);

    /// <summary>Reads the evaluation of a run, or null when the run has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or of another format; the message has its path.</exception>
    public static AutoencoderEvaluation? Read(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        var path = Path.Combine(runFolder, RunFiles.Evaluation);
        if (!File.Exists(path)) return null;
        var evaluation = RunJson.ReadEvaluation(path);
        return evaluation.Problem() is { } problem ? throw new InvalidDataException($"{path}: {problem}") : evaluation;
    }

    string? Problem()
    {
        if (Format != CurrentFormat) return $"format {Format}; this version reads format {CurrentFormat}";
        if (Predictors.Count == 0) return "no predictor; needed: the model";
        foreach (var predictor in Predictors)
            if (predictor.Positions.Length != Tokens.Length)
                return $"predictor '{predictor.Name}' has {predictor.Positions.Length} positions; needed: {Tokens.Length}, as there are tokens";
        foreach (var text in Texts)
            if (text.Read.Length != text.Written.Length || text.Right.Length != text.Read.Length)
                return $"text '{text.Item}' has {text.Read.Length} tokens read, {text.Written.Length} written and {text.Right.Length} marks; needed: as many of each";
        return Codes?.Problem() ?? Attention?.Problem();
    }
}
