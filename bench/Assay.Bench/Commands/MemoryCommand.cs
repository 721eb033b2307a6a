using System.CommandLine;
using System.Text.Json.Nodes;
using Assay.Bench.Workloads;
using Assay.Tensors;

namespace Assay.Bench.Commands;

/// <summary>Many steps of the online workload; memory must stay flat. Prints one JSON line.</summary>
static class MemoryCommand
{
    const int WarmUp = 20_000;

    // A collector that has been through all of generation 0 this often has touched all the memory that it wants between collections.
    const int WarmUpCollections = 3;

    // Pages that the runtime touches for the first time late, such as code compiled again.
    const long Slack = 2 << 20;

    public static Command Build()
    {
        var steps = new Option<int>("--steps") { Description = "Steps after warming up.", DefaultValueFactory = _ => 1_000_000 };
        var threads = new Option<int>("--threads") { Description = "Threads of a kernel.", DefaultValueFactory = _ => 1 };
        steps.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 2) given.AddError("--steps must be at least 2.");
        });
        var command = new Command("memory", "Bytes per step and the working set over many steps of frequency-online; exit code 1 if memory grows.") { steps, threads };
        command.SetAction(parsed =>
        {
            Compute.Threads = parsed.GetValue(threads);
            return Measure(parsed.GetValue(steps));
        });
        return command;
    }

    static int Measure(int steps)
    {
        var training = WorkloadSteps.Begin("frequency-online", path: null, seed: 1);
        WarmUpWith(training);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        // The collection gave memory back that the steps between two collections need.
        WarmUpWith(training);

        var collections = Collections();
        var pause = GC.GetTotalPauseDuration();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var begin = Environment.WorkingSet;
        for (var i = 0; i < steps / 2; i++) training.Step();
        var middle = Environment.WorkingSet;
        for (var i = steps / 2; i < steps; i++) training.Step();
        var end = Environment.WorkingSet;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var collected = Collections().Zip(collections, (after, before) => JsonValue.Create(after - before)).ToArray();
        pause = GC.GetTotalPauseDuration() - pause;
        var heapGrowth = GC.GetTotalMemory(forceFullCollection: true) - heap;

        var flat = end - begin <= Slack && heapGrowth <= Slack;
        Console.WriteLine(new JsonObject
        {
            ["workload"] = "frequency-online",
            ["threads"] = Compute.Threads,
            ["steps"] = steps,
            ["bytes_per_step"] = (double)allocated / steps,
            ["collections_by_generation"] = new JsonArray(collected),
            ["pause_ms"] = pause.TotalMilliseconds,
            ["heap_growth_bytes"] = heapGrowth,
            ["working_set_begin"] = begin,
            ["working_set_middle"] = middle,
            ["working_set_end"] = end,
            ["flat"] = flat,
        }.ToJsonString());
        return flat ? 0 : 1;
    }

    static void WarmUpWith(WorkloadSteps training)
    {
        var (collections, allocated) = (GC.CollectionCount(0), GC.GetAllocatedBytesForCurrentThread());
        var steps = 0;
        bool more;
        do
        {
            for (var i = 0; i < WarmUp; i++) training.Step();
            steps += WarmUp;
            // Steps that allocate nothing never fill it, and need not.
            more = GC.GetAllocatedBytesForCurrentThread() - allocated > steps;
        }
        while (more && GC.CollectionCount(0) - collections < WarmUpCollections);
    }

    static IEnumerable<int> Collections() => [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount)];
}
