using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Bench.Steps;
using Assay.Tensors;

namespace Assay.Bench.Commands;

/// <summary>Times training steps, or prints their losses, as one JSON line: the counterpart of bench/pytorch/steps.py.</summary>
static class StepsCommand
{
    public static Command Build()
    {
        var workload = new Argument<string>("workload") { Description = "What to train." };
        workload.AcceptOnlyFromAmong([.. Workload.Named.Keys]);
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

        var command = new Command("steps", "Times training steps and prints one JSON line.") { workload, threads, steps, warmUp, seed, start, emitLoss };
        command.SetAction(parsed =>
        {
            Compute.Threads = parsed.GetValue(threads);
            var name = parsed.GetRequiredValue(workload);
            var work = Workload.Of(name);
            var count = parsed.GetValue(steps);
            var training = new TrainingSteps(
                work, parsed.GetValue(start) is { } path ? Start.Read(work, path) : Start.Draw(work, parsed.GetValue(seed)));
            var result = new JsonObject
            {
                ["workload"] = name,
                ["framework"] = $"assay {typeof(Tensor).Assembly.GetName().Version!.ToString(3)}",
                ["vector"] = Compute.Vector,
                ["threads"] = Compute.Threads,
                ["steps"] = count,
                ["seed"] = parsed.GetValue(seed),
            };
            if (parsed.GetValue(emitLoss)) AddLosses(result, training, count);
            else AddTimes(result, training, count, parsed.GetValue(warmUp) ?? Math.Max(3, count / 10));
            Console.WriteLine(result.ToJsonString(JsonSerializerOptions.Default));
        });
        return command;
    }

    static void AddLosses(JsonObject result, TrainingSteps training, int steps)
    {
        var losses = new double[steps];
        for (var i = 0; i < steps; i++) losses[i] = training.Step();
        (result["first_loss"], result["last_loss"], result["mean_loss"]) = (losses[0], losses[^1], losses.Average());
    }

    static void AddTimes(JsonObject result, TrainingSteps training, int steps, int warmUp)
    {
        for (var i = 0; i < warmUp; i++) training.Step();
        var times = new double[steps];
        for (var i = 0; i < steps; i++)
        {
            var begin = Stopwatch.GetTimestamp();
            training.Step();
            times[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
        Array.Sort(times);
        result["median_ms"] = (times[(steps - 1) / 2] + times[steps / 2]) / 2;
        result["best_ms"] = times[0];
        result["mean_ms"] = times.Average();
    }
}
