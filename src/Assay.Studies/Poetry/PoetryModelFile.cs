using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Data.Text;
using Assay.Data.Vectors;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Poetry;

/// <summary>
/// A model in a file of its own: a checkpoint that also holds the run's record, the poems with their split, the words with their vectors and the
/// distribution of the codes.
/// </summary>
static class PoetryModelFile
{
    const int Format = 1;
    const string Vectors = "vectors", Mean = "codes/mean", Covariance = "codes/covariance", Key = "poetry";

    static readonly PoetryStudy Study = new();

    /// <summary>Writes a model whole or not at all.</summary>
    public static void Write(PoetryModel model, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path)) throw new ArgumentException($"'{path}' is a folder; needed: the name of a file to save the model in");
        var (data, codes) = (model.Data, model.Codes);
        var checkpoint = PoetryTraining.Snapshot(model.Network);
        checkpoint.Numbers["step"] = model.Step;
        checkpoint.Tensors[Vectors] = Tensor.From(data.Table.Values, data.Table.Vocabulary.Count, data.Table.Dimension);
        checkpoint.Tensors[Mean] = Tensor.From(codes.Mean, codes.Mean.Length);
        checkpoint.Tensors[Covariance] = Tensor.From(codes.Covariance, codes.Mean.Length, codes.Mean.Length);
        checkpoint.Study[Key] = new JsonObject
        {
            ["format"] = Format,
            ["record"] = model.Record.ToJson(),
            ["tokens"] = Texts(data.Table.Vocabulary.Tokens),
            ["poems"] = new JsonArray([.. data.Poems.Select(poem => (JsonNode)new JsonArray(poem.Text, poem.Title, poem.Author, poem.Form))]),
            ["split"] = Split(data),
        };
        checkpoint.Write(path);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or holds no such model; the message says which.</exception>
    public static PoetryModel Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: no such file or folder of a model.", path);
        var checkpoint = Checkpoint.Read(path);
        if (checkpoint.Study[Key] is not JsonObject stored)
            throw new InvalidDataException($"{path}: is a checkpoint of a {checkpoint.ModelType} but no saved poetry model, which also has poems and words; needed: a file that Save wrote, or the folder of a run.");
        try
        {
            var format = stored["format"]!.GetValue<int>();
            if (format != Format) throw new InvalidDataException($"{path}: the model has format {format}; this program reads {Format}.");
            return Restore(path, checkpoint, stored);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException or ArgumentException or KeyNotFoundException or JsonException)
        {
            throw new InvalidDataException($"{path}: is not what a saved poetry model has: {e.Message}", e);
        }
    }

    /// <summary>The best checkpoint of a run.</summary>
    /// <exception cref="InvalidOperationException">The run is of another study, stands for others, or has no checkpoint yet.</exception>
    /// <exception cref="InvalidDataException">Its record, its checkpoint or its poems are damaged.</exception>
    public static PoetryModel OpenRun(RunReader run)
    {
        var record = run.Record;
        if (record.Study != Study.Name) throw new InvalidOperationException($"run '{run.Id}' belongs to the study '{record.Study}'; needed: a run of '{Study.Name}'");
        if (record.Children.Count > 0) throw new InvalidOperationException($"run '{run.Id}' stands for others; needed: one of {string.Join(", ", record.Children)}");
        var best = Studies.Study.CheckpointPath(run.Folder, "best");
        if (!File.Exists(best)) throw new InvalidOperationException($"run '{run.Id}' has no model yet: it is {run.Status.ToString().ToLowerInvariant()} and no epoch has ended");
        var settings = SettingValues.FromRecord(Study, record.Preset, record.Settings);
        var data = PoetryData.Load(settings, (ulong)record.Seed, run.Folder);
        var (network, step) = PoetryTraining.LoadModel(settings, data.Table.Dimension, best);
        return new PoetryModel(settings, network, data, record, step);
    }

    static PoetryModel Restore(string path, Checkpoint checkpoint, JsonObject stored)
    {
        var record = RunRecord.FromJson(stored["record"]!.GetValue<string>(), path);
        var settings = SettingValues.FromRecord(Study, record.Preset, record.Settings);
        var table = new EmbeddingTable(new Vocabulary([.. stored["tokens"]!.AsArray().Select(token => token!.GetValue<string>())]), checkpoint.Tensors[Vectors].ToArray());
        Poem[] poems = [.. stored["poems"]!.AsArray().Select(poem => new Poem(poem![0]!.GetValue<string>(), Text(poem[1]), Text(poem[2]), Text(poem[3])))];
        var data = PoetryData.Restore(poems, table, settings, (ulong)record.Seed);
        if (stored["split"]!.ToJsonString() != Split(data).ToJsonString())
            throw new InvalidDataException($"{path}: its poems are split otherwise by this program, so its held-out poems would not be held out.");
        var codes = new CodeGaussian(checkpoint.Tensors[Mean].ToArray(), checkpoint.Tensors[Covariance].ToArray());
        return new PoetryModel(settings, PoetryTraining.Restore(settings, table.Dimension, checkpoint), data, record, (long)checkpoint.Numbers["step"], codes);
    }

    static JsonObject Split(PoetryData data) => new()
    {
        ["seed"] = data.Split.Seed, ["train"] = Places(data.Split.Train), ["valid"] = Places(data.Split.Valid), ["test"] = Places(data.Split.Test),
    };

    static JsonArray Places(IReadOnlyList<int> places) => [.. places.Select(place => (JsonNode)place)];

    static JsonArray Texts(IReadOnlyList<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    static string? Text(JsonNode? node) => node?.GetValue<string>();
}
