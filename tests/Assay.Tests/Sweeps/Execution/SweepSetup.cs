using System.Text.RegularExpressions;
using Assay.Sweeps;
using Assay.Tests.Runs;

namespace Assay.Tests.Sweeps.Execution;

/// <summary>A sweep in a folder of its own, whose trainings are a function.</summary>
sealed class SweepSetup : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public SweepSetup(params SweepPhase[] phases)
        : this(Plan(phases))
    {
    }

    public SweepSetup(SweepPlan plan) => Folder = SweepFolder.Create(_folder.Path, plan);

    public SweepFolder Folder { get; }

    public string Path => _folder.Path;

    public string JournalPath => _folder.File("journal.jsonl");

    /// <summary>Replicates in the order in which they were trained, as "trial/seed".</summary>
    public List<string> Trained { get; } = [];

    public static SweepPhase Random(int trials, params long[] seeds) => new()
    {
        Vary = [new Declared("x", new NumberRange(-1, 1), new Dictionary<string, object>())], Sampler = "random", Trials = trials, Seeds = seeds,
    };

    public static SweepPhase Listed(string name, long[] seeds, params double[] values) => new()
    {
        Name = name, Configurations = [.. values.Select((x, index) => new Configuration($"c{index}", new Dictionary<string, object> { ["x"] = x }))], Seeds = seeds,
    };

    public static SweepPlan Plan(params SweepPhase[] phases) => new() { Study = "parabola", Metric = "loss", Phases = phases };

    /// <summary>x squared and a little of the seed.</summary>
    public static double Parabola(Replicate replicate) => (Math.Pow((double)replicate.Settings["x"], 2) * 100) + (0.01 * replicate.Seed);

    public void Work(Func<Replicate, CancellationToken, ReplicateEnd>? train = null, CancellationToken stop = default, string? task = null)
    {
        new SweepWorker(Folder, Train) { SlurmTask = task }.Run(stop);

        ReplicateEnd Train(Replicate replicate, CancellationToken token)
        {
            lock (Trained) Trained.Add($"{replicate.Trial}/{replicate.Seed}");
            return train?.Invoke(replicate, token) ?? new ReplicateEnd(TrialState.Finished, Parabola(replicate), 1);
        }
    }

    public SweepResults Read() => Folder.Read();

    /// <summary>The journal without what differs from one time to the next.</summary>
    public string Journal() => Regex.Replace(File.ReadAllText(JournalPath), @"""at"":""[^""]*"",|,""process"":\{[^}]*\}", "");

    /// <summary>The lines of one kind.</summary>
    public List<string> Lines(string kind) => [.. File.ReadLines(JournalPath).Where(line => line.StartsWith($"{{\"kind\":\"{kind}\"", StringComparison.Ordinal))];

    /// <summary>Appends a line that another process might have written.</summary>
    public void Append(string line) => File.AppendAllText(JournalPath, line + "\n");

    public void Dispose() => _folder.Dispose();
}
