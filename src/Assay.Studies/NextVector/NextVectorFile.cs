using System.Text.Json.Nodes;
using Assay.Runs;
using Assay.Training;

namespace Assay.Studies.NextVector;

/// <summary>Trained networks of the study in files and in runs.</summary>
static class NextVectorFile
{
    const int Format = 1;
    const string Key = "next-vector";

    static readonly NextVectorStudy Study = new();

    /// <summary>Writes a network whole or not at all.</summary>
    public static void Write(NextVectorMember member, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path)) throw new ArgumentException($"'{path}' is a folder; needed: the name of a file to save the model in");
        var checkpoint = NextVectorTraining.Snapshot(member.Network);
        checkpoint.Numbers["step"] = member.Step;
        checkpoint.Study[Key] = new JsonObject { ["format"] = Format, ["width"] = member.Network.Architecture.Width, ["record"] = member.Record.ToJson() };
        checkpoint.Write(path);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or holds no such model; the message says which.</exception>
    public static NextVectorPredictor Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: no such file or folder of a model.", path);
        var checkpoint = Checkpoint.Read(path);
        if (checkpoint.Study[Key] is not JsonObject stored)
            throw new InvalidDataException($"{path}: is a checkpoint of a {checkpoint.ModelType} but no saved next-vector model; needed: a file that Save wrote, or the folder of a run.");
        try
        {
            var format = stored["format"]!.GetValue<int>();
            if (format != Format) throw new InvalidDataException($"{path}: the model has format {format}; this program reads {Format}.");
            var record = RunRecord.FromJson(stored["record"]!.GetValue<string>(), path);
            var settings = SettingValues.FromRecord(Study, record.Preset, record.Settings);
            var (network, step) = NextVectorTraining.LoadModel(settings, stored["width"]!.GetValue<int>(), path);
            return new NextVectorPredictor([new NextVectorMember(settings, network, record, step)]);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: is not what a saved next-vector model has: {e.Message}", e);
        }
    }

    /// <summary>The best checkpoints of runs as one predictor.</summary>
    /// <exception cref="InvalidOperationException">A run is of another study, stands for others, or has no checkpoint yet.</exception>
    /// <exception cref="InvalidDataException">A record or a checkpoint is damaged.</exception>
    /// <exception cref="ArgumentException">The networks read different contexts.</exception>
    public static NextVectorPredictor OpenRuns(IReadOnlyList<RunReader> runs) => new([.. runs.Select(OpenRun)]);

    static NextVectorMember OpenRun(RunReader run)
    {
        var record = run.Record;
        if (record.Study != Study.Name) throw new InvalidOperationException($"run '{run.Id}' belongs to the study '{record.Study}'; needed: a run of '{Study.Name}'");
        if (record.Children.Count > 0) throw new InvalidOperationException($"run '{run.Id}' stands for others; needed: one of {string.Join(", ", record.Children)}");
        var best = Studies.Study.CheckpointPath(run.Folder, EpochSession.Best);
        if (!File.Exists(best)) throw new InvalidOperationException($"run '{run.Id}' has no model yet: it is {run.Status.ToString().ToLowerInvariant()} and no epoch has ended");
        var settings = SettingValues.FromRecord(Study, record.Preset, record.Settings);
        var (network, step) = NextVectorTraining.LoadModel(settings, null, best);
        return new NextVectorMember(settings, network, record, step);
    }
}
