using System.CommandLine;
using System.Text.Json.Nodes;
using Assay.Bench.Workloads;
using Assay.Tensors;

namespace Assay.Bench.Commands;

/// <summary>Many steps of the online workload; memory must stay flat. Prints one JSON line.</summary>
static class MemoryCommand
{
    const int WarmUpSteps = 20_000;
    const int WarmUpCollections = 3;
    const int StepsPerLook = 1000;

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
        WarmUp(training);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        // The collection gave memory back that the steps between two collections need.
        var warm = WarmUp(training);

        var collections = Collections();
        var pause = GC.GetTotalPauseDuration();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var firstHalf = Peak(training, steps / 2);
        var secondHalf = Peak(training, steps - (steps / 2));
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var collected = Collections().Zip(collections, (after, before) => JsonValue.Create(after - before)).ToArray();
        pause = GC.GetTotalPauseDuration() - pause;
        var heapGrowth = GC.GetTotalMemory(forceFullCollection: true) - heap;

        var flat = Math.Max(firstHalf, secondHalf) - warm <= Slack && heapGrowth <= Slack;
        Console.WriteLine(new JsonObject
        {
            ["workload"] = "frequency-online",
            ["threads"] = Compute.Threads,
            ["steps"] = steps,
            ["bytes_per_step"] = (double)allocated / steps,
            ["collections_by_generation"] = new JsonArray(collected),
            ["pause_ms"] = pause.TotalMilliseconds,
            ["heap_growth_bytes"] = heapGrowth,
            ["working_set_peak_warm_up"] = warm,
            ["working_set_peak_first_half"] = firstHalf,
            ["working_set_peak_second_half"] = secondHalf,
            ["flat"] = flat,
        }.ToJsonString());
        return flat ? 0 : 1;
    }

    // The largest working set while generation 0 is filled and collected a few times: it grows up to each collection.
    static long WarmUp(WorkloadSteps training)
    {
        var (collections, allocated) = (GC.CollectionCount(0), GC.GetAllocatedBytesForCurrentThread());
        var (steps, peak) = (0, 0L);
        bool allocates;
        do
        {
            peak = Math.Max(peak, Peak(training, WarmUpSteps));
            steps += WarmUpSteps;
            allocates = GC.GetAllocatedBytesForCurrentThread() - allocated > steps;
        }
        while (allocates && GC.CollectionCount(0) - collections < WarmUpCollections);
        return peak;
    }

    static long Peak(WorkloadSteps training, int steps)
    {
        var peak = 0L;
        for (var i = 0; i < steps; i++)
        {
            training.Step();
            if (i % StepsPerLook == 0) peak = Math.Max(peak, Environment.WorkingSet);
        }
        return peak;
    }

    static IEnumerable<int> Collections() => [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(GC.CollectionCount)];
}
