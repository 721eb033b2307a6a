namespace Assay.Runs;

/// <summary>
/// Where a model of the study ternary puts the operations of each level, beyond the single numbers of its record, kept in
/// <see cref="RunFiles.Levels"/> so that a report needs neither the model nor its data.
/// </summary>
public sealed record LevelEvaluation
{
    /// <summary>The format this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The checkpoint that was evaluated: "best" or "last".</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The step it was written at.</summary>
    public required long Step { get; init; }

    /// <summary>Euclidean radius that no point reaches.</summary>
    public required double MaxRadius { get; init; }

    /// <summary>The codes that were taught, A first.</summary>
    public required IReadOnlyList<LevelCode> Codes { get; init; }

    /// <summary>Richness, ascending, of the points of a bound: no distinct radii up to <see cref="MaxRadius"/> have a lower hierarchy at that richness.</summary>
    public required double[] BoundRichness { get; init; }

    /// <summary>Hierarchy of the same points.</summary>
    public required double[] BoundHierarchy { get; init; }

    /// <summary>Writes the evaluation into a run's folder, whole or not at all.</summary>
    /// <exception cref="ArgumentException">Lists that belong together differ in length.</exception>
    /// <exception cref="IOException">The folder cannot be written or the disk is full.</exception>
    public void Write(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        if (Problem() is { } problem) throw new ArgumentException(problem);
        AtomicFile.Write(Path.Combine(runFolder, RunFiles.Levels), RunJson.Write(this));
    }

    /// <summary>Reads the evaluation of a run, or null when the run has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or of another format; the message has its path.</exception>
    public static LevelEvaluation? Read(string runFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(runFolder);
        var path = Path.Combine(runFolder, RunFiles.Levels);
        if (!File.Exists(path)) return null;
        var evaluation = RunJson.ReadLevels(path);
        return evaluation.Problem() is { } problem ? throw new InvalidDataException($"{path}: {problem}") : evaluation;
    }

    string? Problem()
    {
        if (Format != CurrentFormat) return $"format {Format}; this version reads format {CurrentFormat}";
        if (!(MaxRadius > 0 && double.IsFinite(MaxRadius))) return $"the largest radius is {MaxRadius}; needed: a positive one";
        if (Codes.Count == 0) return "no code; needed: code A";
        if (BoundRichness.Length != BoundHierarchy.Length)
            return $"the bound has {BoundRichness.Length} values of richness and {BoundHierarchy.Length} of the hierarchy; needed: as many of each";
        return Codes.Select(code => code.Problem()).FirstOrDefault(problem => problem is not null);
    }
}
