using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Bench.Workloads;
using Assay.Tensors;

namespace Assay.Bench.Commands;

/// <summary>Times training steps, or prints their losses, as one JSON line: the counterpart of bench/pytorch/steps.py.</summary>
static class StepsCommand
{
    public static Command Build()
    {
        var workload = new Argument<string>("workload") { Description = "What to run." };
        workload.AcceptOnlyFromAmong([.. WorkloadTable.Named.Keys]);
        var threads = new Option<int>("--threads") { Description = "Threads of a kernel.", DefaultValueFactory = _ => 1 };
        var steps = new Option<int>("--steps") { Description = "Steps timed, or whose losses are printed.", DefaultValueFactory = _ => 100 };
        var warmUp = new Option<int?>("--warm-up") { Description = "Steps before timing starts; a tenth of the steps, at least 3." };
        var seed = new Option<ulong>("--seed") { Description = "Of a start that is drawn.", DefaultValueFactory = _ => 1 };
        var start = new Option<string?>("--start") { Description = "Read parameters and data from this safetensors file." };
        var emitLoss = new Option<bool>("--emit-loss") { Description = "Print the losses of the steps instead of their times." };
        steps.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1) given.AddError("--steps must be at least 1.");
        });

        var command = new Command("steps", "Times steps of a workload and prints one JSON line.") { workload, threads, steps, warmUp, seed, start, emitLoss };
        command.SetAction(parsed =>
        {
            Compute.Threads = parsed.GetValue(threads);
            var name = parsed.GetRequiredValue(workload);
            var count = parsed.GetValue(steps);
            var work = WorkloadSteps.Begin(name, parsed.GetValue(start), parsed.GetValue(seed));
            var result = new JsonObject
            {
                ["workload"] = name,
                ["framework"] = $"assay {typeof(Tensor).Assembly.GetName().Version!.ToString(3)}",
                ["vector"] = Compute.Vector,
                ["threads"] = Compute.Threads,
                ["steps"] = count,
                ["seed"] = parsed.GetValue(seed),
                ["parameters"] = work.ParameterCount,
                ["operations"] = work.Operations,
            };
            if (parsed.GetValue(emitLoss)) AddLosses(result, work, count);
            else AddTimes(result, work, count, parsed.GetValue(warmUp) ?? Math.Max(3, count / 10));
            Console.WriteLine(result.ToJsonString(JsonSerializerOptions.Default));
        });
        return command;
    }

    static void AddLosses(JsonObject result, WorkloadSteps work, int steps)
    {
        var losses = new double[steps];
        for (var i = 0; i < steps; i++) losses[i] = work.Step();
        (result["first_loss"], result["last_loss"], result["mean_loss"]) = (losses[0], losses[^1], losses.Average());
    }

    static void AddTimes(JsonObject result, WorkloadSteps work, int steps, int warmUp)
    {
        for (var i = 0; i < warmUp; i++) work.Step();
        var times = new double[steps];
        // What start and warm-up left behind is not the steps' memory.
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < steps; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            work.Step();
            times[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        Array.Sort(times);
        result["median_ms"] = (times[(steps - 1) / 2] + times[steps / 2]) / 2;
        result["best_ms"] = times[0];
        result["p99_ms"] = times[(int)Math.Ceiling(0.99 * steps) - 1];
        result["mean_ms"] = times.Average();
        result["bytes_per_step"] = (double)allocated / steps;
    }
}
