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
    // Steps whose times fit before the list grows, which would count as the steps' memory.
    const int Room = 1 << 18;

    public static Command Build()
    {
        var workload = new Argument<string>("workload") { Description = "What to run." };
        workload.AcceptOnlyFromAmong([.. WorkloadTable.Named.Keys]);
        var threads = new Option<int>("--threads") { Description = "Threads of a kernel.", DefaultValueFactory = _ => 1 };
        var steps = new Option<int>("--steps") { Description = "Steps timed at least, or whose losses are printed.", DefaultValueFactory = _ => 100 };
        var seconds = new Option<double>("--seconds") { Description = "Time steps for at least so long." };
        var warmUp = new Option<int>("--warm-up") { Description = "Steps at least before timing starts.", DefaultValueFactory = _ => 3 };
        var warmUpSeconds = new Option<double>("--warm-up-seconds") { Description = "Seconds at least before timing starts.", DefaultValueFactory = _ => 1 };
        var seed = new Option<ulong>("--seed") { Description = "Of a start that is drawn.", DefaultValueFactory = _ => 1 };
        var start = new Option<string?>("--start") { Description = "Read parameters and data from this safetensors file." };
        var emitLoss = new Option<bool>("--emit-loss") { Description = "Print the losses of the steps instead of their times." };
        steps.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1) given.AddError("--steps must be at least 1.");
        });

        var command = new Command("steps", "Times steps of a workload and prints one JSON line.")
        {
            workload, threads, steps, seconds, warmUp, warmUpSeconds, seed, start, emitLoss,
        };
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
                ["seed"] = parsed.GetValue(seed),
                ["trains"] = work.Trains,
                ["parameters"] = work.ParameterCount,
                ["operations"] = work.Operations,
            };
            if (parsed.GetValue(emitLoss)) AddLosses(result, work, count);
            else
            {
                var times = new List<double>(Room);
                Time(work, times, parsed.GetValue(warmUp), parsed.GetValue(warmUpSeconds));
                AddTimes(result, work, times, count, parsed.GetValue(seconds));
            }
            Console.WriteLine(result.ToJsonString(JsonSerializerOptions.Default));
        });
        return command;
    }

    static void AddLosses(JsonObject result, WorkloadSteps work, int steps)
    {
        var losses = new double[steps];
        for (var i = 0; i < steps; i++) losses[i] = work.Step();
        result["steps"] = steps;
        (result["first_loss"], result["last_loss"], result["mean_loss"]) = (losses[0], losses[^1], losses.Average());
    }

    static void AddTimes(JsonObject result, WorkloadSteps work, List<double> times, int steps, double seconds)
    {
        times.Clear();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        Time(work, times, steps, seconds);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        var mean = times.Average();
        times.Sort();
        steps = times.Count;
        result["steps"] = steps;
        result["median_ms"] = (times[(steps - 1) / 2] + times[steps / 2]) / 2;
        result["best_ms"] = times[0];
        result["p99_ms"] = times[(int)Math.Ceiling(0.99 * steps) - 1];
        result["mean_ms"] = mean;
        result["bytes_per_step"] = (double)allocated / steps;
    }

    // Milliseconds of each of so many steps, and of more while the seconds last.
    static void Time(WorkloadSteps work, List<double> times, int steps, double seconds)
    {
        var start = Stopwatch.GetTimestamp();
        while (times.Count < steps || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            var begin = Stopwatch.GetTimestamp();
            work.Step();
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
    }
}
