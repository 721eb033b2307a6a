using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Assay.Runs;

namespace Assay.Bench.Commands;

/// <summary>How long a call that logs metrics keeps training waiting, as one JSON line.</summary>
static class LoggingCommand
{
    const int WarmUp = 1000;

    public static Command Build()
    {
        var calls = new Option<int>("--calls") { Description = "Calls timed, one straight after the other.", DefaultValueFactory = _ => 100_000 };
        calls.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1) given.AddError("--calls must be at least 1.");
        });
        var command = new Command("logging", "How long logging three metrics takes, as one JSON line.") { calls };
        command.SetAction(parsed => Measure(parsed.GetValue(calls)));
        return command;
    }

    static void Measure(int calls)
    {
        var folder = Directory.CreateTempSubdirectory("assay-logging-");
        try
        {
            using var run = new RunStore(folder.FullName).Create(new RunRecord { Study = "bench" });
            var times = new double[calls];
            for (var call = -WarmUp; call < calls; call++)
            {
                var begin = Stopwatch.GetTimestamp();
                run.Log(call + WarmUp, ("train/loss", 1.0 / (call + WarmUp + 1)), ("lr", 1e-3), ("grad/norm", 0.25));
                if (call >= 0) times[call] = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
            }
            run.Finish(RunStatus.Finished);
            Array.Sort(times);
            Console.WriteLine(new JsonObject
            {
                ["calls"] = calls,
                ["p50_microseconds"] = times[calls / 2],
                ["p99_microseconds"] = times[(int)Math.Ceiling(0.99 * calls) - 1],
                ["max_microseconds"] = times[^1],
            }.ToJsonString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
