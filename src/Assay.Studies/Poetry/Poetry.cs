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
        if (path.Length > 0 && options.Settings.ContainsKey("data"))
            throw new ArgumentException("the poems are given twice: to Fit and as the setting 'data'; needed: one of the two");
        var changes = new Dictionary<string, object>(options.Settings);
        if (path.Length > 0) changes["data"] = path;
        return DirectTraining.Train(
            Study, DirectTraining.Resolve(Study, options.Preset, changes), options.Seed, options.RunsFolder, "Poetry.Fit",
            new TrainingControl { Stop = options.Cancellation, Progress = options.Progress }, PoetryModelFile.OpenRun);
    }

    static PoetryPreset Describe(Preset preset)
    {
        var architecture = PoetrySettings.Architecture(SettingValues.Resolve(Study, preset.Name, []), CorpusWidth);
        var floats = architecture.FloatsCrossing(architecture.Window);
        return new PoetryPreset(preset.Name, preset.Summary, ParameterCount.Of(architecture), floats,
            (double)architecture.Window * architecture.Width / floats, architecture.Attend != AttendTo.Encoder);
    }
}
