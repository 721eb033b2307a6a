using Assay.Runs;

namespace Assay.Studies.NextVector;

/// <summary>Predictors of the next vector in one line: <c>var model = NextVector.Fit("vectors.npz");</c>.</summary>
public static class NextVector
{
    static readonly NextVectorStudy Study = new();

    /// <summary>Trains a model as <c>assay train next-vector</c> does and gives its best checkpoint.</summary>
    /// <param name="data">An .npz file of windows or vectors, or a folder of .txt; null for a generated stream whose best predictor is known.</param>
    /// <param name="options">How; null for the default.</param>
    /// <exception cref="ArgumentException">There is no such setting, or a value does not fit; the message names the nearest.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="InvalidDataException">The data cannot be read, or are too few; the message says where and what is needed.</exception>
    /// <exception cref="InvalidOperationException">Training diverged; the message says where and what to do.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled. A kept run can be resumed.</exception>
    public static NextVectorPredictor Fit(string? data = null, NextVectorOptions? options = null)
    {
        options ??= new NextVectorOptions();
        var changes = new Dictionary<string, object>(options.Settings);
        if (data is not null && !changes.TryAdd("data", Path.GetFullPath(data)))
            throw new ArgumentException("the data are given twice: to Fit and as the setting 'data'; needed: one of the two");
        return DirectTraining.Train(
            Study, DirectTraining.Resolve(Study, preset: null, changes), options.Seed, options.RunsFolder, "NextVector.Fit",
            new TrainingControl { Stop = options.Cancellation, Progress = options.Progress }, run => NextVectorFile.OpenRuns([run]));
    }

    /// <summary>Opens what <see cref="NextVectorPredictor.Save"/> wrote, or the folder of a run of the study.</summary>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or no such model; the message says which.</exception>
    /// <exception cref="InvalidOperationException">The run belongs to another study, stands for others or has no model yet.</exception>
    public static NextVectorPredictor Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!Directory.Exists(path)) return NextVectorFile.Read(path);
        if (File.Exists(Path.Combine(path, RunFiles.Record))) return NextVectorFile.OpenRuns([new RunReader(path)]);
        throw new InvalidDataException($"{path}: a folder without {RunFiles.Record}, so it is no run; needed: a run's folder or a file that Save wrote.");
    }

    /// <summary>Several models as one, whose prediction is the mean of their directions.</summary>
    /// <exception cref="ArgumentException">There are none, or they read contexts of different lengths or widths, or only some take queries.</exception>
    public static NextVectorPredictor Together(params IReadOnlyList<NextVectorPredictor> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        return new NextVectorPredictor([.. models.SelectMany(model => model.Members)]);
    }
}
