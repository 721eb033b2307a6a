namespace Assay.Runs;

/// <summary>The curves of |dL/dh_t| that a run kept, from early to late in training; in <see cref="RunFiles.Gradients"/>.</summary>
/// <param name="Curves">In the order of their steps.</param>
public sealed record GradientHistory(IReadOnlyList<GradientCurve> Curves)
{
    /// <summary>Writes the curves into a run's folder, whole or not at all.</summary>
    /// <exception cref="IOException">The folder cannot be written or the disk is full.</exception>
    public void Save(string runFolder) => AtomicFile.Write(Path.Combine(runFolder, RunFiles.Gradients), RunJson.Write(this));

    /// <summary>Reads the curves of a run, or null when the run has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message has its path and line.</exception>
    public static GradientHistory? Load(string runFolder)
    {
        var path = Path.Combine(runFolder, RunFiles.Gradients);
        return File.Exists(path) ? RunJson.ReadGradients(path) : null;
    }
}
