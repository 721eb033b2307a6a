using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Assay.Bench.Kernels;
using Assay.Tensors;
using Assay.Tensors.Kernels;

namespace Assay.Bench.Commands;

/// <summary>
/// The two matrix products that all else is made of, beside the machine's limits in the same process, as one JSON line.
/// Products and peak take turns, because a processor's clock drifts.
/// </summary>
static class ProductsCommand
{
    const double SecondsOfATurn = 0.03;

    static readonly MatrixSize Cube = new(1024, 1024, 1024), Step = new(16, 512, 2048);

    public static Command Build()
    {
        var threads = new Option<int>("--threads") { Description = "Threads of a product.", DefaultValueFactory = _ => 1 };
        var turns = new Option<int>("--turns") { Description = "Turns that each product and the peak take.", DefaultValueFactory = _ => 15 };
        turns.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1) given.AddError("--turns must be at least 1.");
        });
        var command = new Command("products", "Matrix products beside the machine's peak, measured in turns, as one JSON line.") { threads, turns };
        command.SetAction(parsed => Measure(parsed.GetValue(threads), parsed.GetValue(turns)));
        return command;
    }

    static void Measure(int threads, int turns)
    {
        Compute.Threads = threads;
        var rng = new Rng(1);
        float[] a = Values(Cube.M * Cube.K), b = Values(Cube.K * Cube.N), c = new float[Cube.M * Cube.N];
        var resident = new ResidentProduct(Step, rng);
        (string Name, MatrixSize Size, Action Multiply)[] products =
        [
            ("M1", Cube, () => MatrixProduct.Multiply(a, Cube.K, false, b, Cube.N, false, c, Cube.N, Cube.M, Cube.N, Cube.K, add: false)),
            ("M2", Step, resident.Multiply),
        ];
        var peaks = new double[turns];
        var speeds = products.Select(_ => new double[turns]).ToArray();
        var limits = MachineLimits.Measure(threads);
        foreach (var product in products) Gigaflops(product.Size, product.Multiply);
        for (var turn = 0; turn < turns; turn++)
        {
            peaks[turn] = MachineLimits.MeasureGigaflops(threads);
            for (var i = 0; i < products.Length; i++) speeds[i][turn] = Gigaflops(products[i].Size, products[i].Multiply);
        }
        Console.WriteLine(new JsonObject
        {
            ["threads"] = threads,
            ["vector"] = Compute.Vector,
            ["turns"] = turns,
            ["peak_gigaflops"] = Median(peaks),
            ["memory_gigabytes_per_second"] = limits.MemoryGigabytesPerSecond,
            ["products"] = new JsonArray([.. products.Select((product, i) => Describe(product.Name, product.Size, speeds[i], peaks))]),
        }.ToJsonString());

        float[] Values(int count) => Tensor.Normal(rng, 0, 1, count).ToArray();
    }

    static JsonObject Describe(string name, MatrixSize size, double[] speeds, double[] peaks) => new()
    {
        ["name"] = name,
        ["size"] = size.ToString(),
        ["gigaflops"] = Median(speeds),
        ["share"] = Median(speeds.Zip(peaks, (speed, peak) => speed / peak)),
    };

    // As many calls as fill a turn, doubled until they do.
    static double Gigaflops(MatrixSize size, Action multiply)
    {
        using var arena = Arena.Enter();
        for (var calls = 1; ; calls *= 2)
        {
            var begin = Stopwatch.GetTimestamp();
            for (var call = 0; call < calls; call++)
            {
                multiply();
                arena.Rewind();
            }
            var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            if (seconds >= SecondsOfATurn) return 2e-9 * size.M * size.N * size.K * calls / seconds;
        }
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
