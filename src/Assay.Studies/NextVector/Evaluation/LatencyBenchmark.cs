using System.Diagnostics;
using Assay.Data.Sequences;
using Assay.Runs;
using Assay.Statistics;
using Assay.Tensors;

namespace Assay.Studies.NextVector;

/// <summary>How long predictions take: one call with inputs at hand, and nothing recorded.</summary>
static class LatencyBenchmark
{
    const int WarmUps = 10, Trials = 200;
    const double MiB = 1 << 20;

    // Ten calls of a small net are over before the compiler has made its best code of them.
    static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(200), Longest = TimeSpan.FromSeconds(1);

    /// <summary>Windows of a call.</summary>
    public static IReadOnlyList<int> BatchSizes { get; } = [1, 8, 32, 128];

    /// <summary>Measures each batch size: 10 calls or more to warm up, then 200, or as many as fit into about a second.</summary>
    /// <param name="predictor">What is timed.</param>
    /// <param name="windows">Where contexts come from.</param>
    /// <param name="queries">What the predictor is told besides.</param>
    public static List<LatencyMeasurement> Of(VectorPredictor predictor, VectorWindows windows, Func<VectorWindows, int[], Tensor>? queries = null) =>
        [.. BatchSizes.Select(batch => Of(predictor, windows, queries, batch))];

    /// <summary>The measurements by metric name, in milliseconds a call: latency/1/mean, latency/1/p50, ..., and memory/parameters and memory/resident in MiB.</summary>
    /// <param name="latency">What was measured.</param>
    /// <param name="parameters">Trainable numbers, of 4 bytes each.</param>
    public static Dictionary<string, double> Metrics(IEnumerable<LatencyMeasurement> latency, long parameters)
    {
        var metrics = new Dictionary<string, double>();
        foreach (var one in latency)
        {
            metrics[$"latency/{one.Batch}/mean"] = one.Mean;
            metrics[$"latency/{one.Batch}/p50"] = one.Median;
            metrics[$"latency/{one.Batch}/p95"] = one.P95;
            metrics[$"latency/{one.Batch}/p99"] = one.P99;
        }
        metrics["memory/parameters"] = parameters * sizeof(float) / MiB;
        using var process = Process.GetCurrentProcess();
        metrics["memory/resident"] = process.WorkingSet64 / MiB;
        return metrics;
    }

    static LatencyMeasurement Of(VectorPredictor predictor, VectorWindows windows, Func<VectorWindows, int[], Tensor>? queries, int batch)
    {
        int[] places = [.. Enumerable.Range(0, batch).Select(i => i % windows.Count)];
        var (contexts, query) = (windows.Contexts(places), queries?.Invoke(windows, places));
        using var paused = Tensor.PauseGradients();
        using var arena = Arena.Enter();
        var begin = Stopwatch.GetTimestamp();
        for (var call = 0; call < WarmUps || Stopwatch.GetElapsedTime(begin) < WarmUpTime; call++) Time();
        var times = new List<double>(Trials);
        begin = Stopwatch.GetTimestamp();
        while (times.Count < Trials && (times.Count == 0 || Stopwatch.GetElapsedTime(begin) < Longest)) times.Add(Time());
        var quantiles = Quantiles.Of([.. times], [0.5, 0.95, 0.99]);
        return new LatencyMeasurement(batch, times.Count, times.Average(), quantiles[0], quantiles[1], quantiles[2]);

        double Time()
        {
            var start = Stopwatch.GetTimestamp();
            predictor.Predict(contexts, query);
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            arena.Rewind();
            return time;
        }
    }
}
