namespace Assay.Runs;

/// <summary>The waveforms of a run's plots, kept in <see cref="RunFiles.Series"/>.</summary>
/// <param name="Rate">Rows per second of signal (Hz).</param>
/// <param name="Series">One entry a plot.</param>
public sealed record SeriesSet(double Rate, IReadOnlyList<Series> Series)
{
    /// <summary>Writes the set into a run's folder, whole or not at all.</summary>
    /// <exception cref="IOException">The folder cannot be written or the disk is full.</exception>
    public void Save(string runFolder)
    {
        foreach (var one in Series)
        {
            if (one.Output.Length != one.Target.Length || one.Input.Length != one.Target.Length)
                throw new ArgumentException(
                    $"series '{one.Name}' has {one.Target.Length} targets, {one.Output.Length} outputs and "
                    + $"{one.Input.Length} inputs; needed: as many of each");
        }

        AtomicFile.Write(Path.Combine(runFolder, RunFiles.Series), RunJson.Write(this));
    }

    /// <summary>Reads the set of a run, or null when the run has none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message has its path and line.</exception>
    public static SeriesSet? Load(string runFolder)
    {
        var path = Path.Combine(runFolder, RunFiles.Series);
        return File.Exists(path) ? RunJson.ReadSeries(path) : null;
    }
}
