using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Data.Text;
using Assay.Runs;

namespace Assay.Studies.Poetry;

/// <summary>Autoencoders of poems in one line: <c>var model = Poetry.Fit("poems.json");</c>.</summary>
public static class Poetry
{
    const int CorpusWidth = 300;

    static readonly PoetryStudy Study = new();

    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The presets that <see cref="PoetryOptions.Preset"/> takes, with what they build on vectors of 300 floats, as those trained here have.</summary>
    public static IReadOnlyList<PoetryPreset> Presets => [.. Study.Presets.Where(preset => preset.Members.Count == 0).Select(Describe)];

    /// <summary>Trains on the 264 poems that come with Assay.</summary>
    /// <inheritdoc cref="Fit(string, PoetryOptions)"/>
    public static PoetryModel Fit(PoetryOptions? options = null) => Train("", options ?? new PoetryOptions());

    /// <summary>Trains a model as <c>assay train poetry</c> does and gives its best checkpoint.</summary>
    /// <param name="path">Poems as JSON, CSV, text or a folder of .txt files.</param>
    /// <param name="options">How; null for the default.</param>
    /// <exception cref="ArgumentException">There is no such preset or setting, or a value does not fit; the message names the nearest.</exception>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="InvalidDataException">The poems cannot be read, or are too few; the message says where and what is needed.</exception>
    /// <exception cref="InvalidOperationException">Training diverged; the message says where and what to do.</exception>
    /// <exception cref="OperationCanceledException">Training was cancelled. A kept run can be resumed.</exception>
    public static PoetryModel Fit(string path, PoetryOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Train(Path.GetFullPath(path), options ?? new PoetryOptions());
    }

    /// <summary>Trains on poems at hand; where the run is kept, they are kept beside it.</summary>
    /// <inheritdoc cref="Fit(string, PoetryOptions)"/>
    public static PoetryModel Fit(IEnumerable<Poem> poems, PoetryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(poems);
        var content = JsonSerializer.SerializeToUtf8Bytes(poems, Json);
        options ??= new PoetryOptions();
        using var folder = new ScratchFolder(options.RunsFolder);
        // Named after what is in it, so that equal poems are one file.
        var path = Path.Combine(folder.Path, $"poems-{Convert.ToHexStringLower(SHA256.HashData(content))[..8]}.json");
        AtomicFile.Write(path, content);
        return Train(path, options);
    }

    /// <inheritdoc cref="Fit(IEnumerable{Poem}, PoetryOptions)"/>
    public static PoetryModel Fit(IEnumerable<string> texts, PoetryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Fit(texts.Select(text => new Poem(text)), options);
    }

    /// <summary>Opens what <see cref="PoetryModel.Save"/> wrote, or the folder of a run of the study poetry.</summary>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or no such model; the message says which.</exception>
    /// <exception cref="InvalidOperationException">The run belongs to another study or has no model yet.</exception>
    public static PoetryModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!Directory.Exists(path)) return PoetryModelFile.Read(path);
        if (File.Exists(Path.Combine(path, RunFiles.Record))) return PoetryModelFile.OpenRun(new RunReader(path));
        throw new InvalidDataException($"{path}: a folder without {RunFiles.Record}, so it is no run; needed: a run's folder or a file that Save wrote.");
    }

    static PoetryModel Train(string path, PoetryOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Seed);
        var settings = Resolve(path, options);
        using var folder = new ScratchFolder(options.RunsFolder);
        using var run = new RunStore(folder.Path).Create(Study.Draft(settings, options.Seed, ["Poetry.Fit"]));
        TrainingOutcome outcome;
        try
        {
            outcome = Study.Train(run, settings, (ulong)options.Seed, resume: false, new TrainingControl { Stop = options.Cancellation, Progress = options.Progress });
        }
        catch (Exception exception)
        {
            run.Finish(RunStatus.Failed, exception.Message);
            throw;
        }
        run.Finish(outcome.Status, outcome.Reason);
        return outcome.Status switch
        {
            RunStatus.Finished => PoetryModelFile.OpenRun(new RunReader(run.Folder)),
            RunStatus.Stopped => throw new OperationCanceledException(
                $"training was {outcome.Reason}{(options.RunsFolder is null ? "; nothing is kept without RunsFolder" : $"; 'assay resume {run.Id}' goes on with it")}", options.Cancellation),
            _ => throw new InvalidOperationException($"training diverged: {outcome.Reason}; lower the learning rate (lr) or clip harder (clip)"),
        };
    }

    static SettingValues Resolve(string path, PoetryOptions options)
    {
        if (path.Length > 0 && options.Settings.ContainsKey("data"))
            throw new ArgumentException("the poems are given twice: to Fit and as the setting 'data'; needed: one of the two");
        var settings = SettingValues.Resolve(Study, options.Preset, []);
        if (settings.Preset?.Members.Count > 0)
            throw new ArgumentException($"preset '{settings.Preset.Name}' stands for {settings.Preset.Members.Count} runs; needed: one of {string.Join(", ", Presets.Select(preset => preset.Name))}");
        var changes = new Dictionary<string, object>();
        if (path.Length > 0) changes["data"] = path;
        foreach (var (name, value) in options.Settings) changes[name] = value;
        settings = settings.With(Study, changes);
        Study.Check(settings);
        return settings;
    }

    static PoetryPreset Describe(Preset preset)
    {
        var architecture = PoetrySettings.Architecture(SettingValues.Resolve(Study, preset.Name, []), CorpusWidth);
        var floats = architecture.FloatsCrossing(architecture.Window);
        return new PoetryPreset(preset.Name, preset.Summary, ParameterCount.Of(architecture), floats,
            (double)architecture.Window * architecture.Width / floats, architecture.Attend != AttendTo.Encoder);
    }

    // A folder that stays where it was asked for, and one that goes where none was.
    sealed class ScratchFolder(string? kept) : IDisposable
    {
        public string Path { get; } = kept is null ? Directory.CreateTempSubdirectory("assay-poetry-").FullName : System.IO.Path.GetFullPath(kept);

        public void Dispose()
        {
            if (kept is null) Directory.Delete(Path, recursive: true);
        }
    }
}
