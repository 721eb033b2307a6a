using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Assay.Bench.Workloads;
using Assay.Runs;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Bench.Commands;

/// <summary>
/// What the probes cost a training step, as one JSON line. Steps that are looked at and logged take turns with steps that are not;
/// the difference, spread over the steps from one look to the next, is the cost.
/// </summary>
static class ProbesCommand
{
    const int WarmUp = 20;

    public static Command Build()
    {
        var workload = new Argument<string>("workload") { Description = "A recurrent workload." };
        workload.AcceptOnlyFromAmong([.. WorkloadTable.Named.Keys]);
        var threads = new Option<int>("--threads") { Description = "Threads of a kernel.", DefaultValueFactory = _ => 1 };
        var pairs = new Option<int>("--pairs") { Description = "Steps of each kind.", DefaultValueFactory = _ => 50 };
        var every = new Option<int>("--every") { Description = "Steps from one look to the next in a training.", DefaultValueFactory = _ => 100 };
        foreach (var count in new[] { pairs, every })
        {
            count.Validators.Add(given =>
            {
                if (given.GetValueOrDefault<int>() < 1) given.AddError($"{count.Name} must be at least 1.");
            });
        }
        var command = new Command("probes", "What the probes cost a training step, as one JSON line.") { workload, threads, pairs, every };
        command.SetAction(parsed =>
        {
            Compute.Threads = parsed.GetValue(threads);
            Measure(parsed.GetRequiredValue(workload), parsed.GetValue(pairs), parsed.GetValue(every));
        });
        return command;
    }

    static void Measure(string name, int pairs, int every)
    {
        var workload = WorkloadTable.Of(name)(Start.Draw(1)) as RecurrentWorkload
            ?? throw new ArgumentException($"Only recurrent workloads show a probe their activations; given '{name}'.", nameof(name));
        var optimizer = new Adam(workload.NamedParameters, workload.Rate);
        var steps = 0;
        var folder = Directory.CreateTempSubdirectory("assay-probes-");
        try
        {
            using var run = new RunStore(folder.FullName).Create(new RunRecord { Study = "bench" });
            var activations = new ActivationProbe(every: 1);
            var plain = new Stepper(optimizer) { Clip = 1, LogEvery = int.MaxValue };
            var probed = new Stepper(optimizer) { Clip = 1, LogEvery = 1, Updates = new UpdateProbe(every: 1), Activations = activations, Run = run };
            double[] without = new double[pairs], with = new double[pairs];
            for (var pair = -WarmUp; pair < pairs; pair++)
            {
                workload.Activations = null;
                var plainTime = Step(plain);
                workload.Activations = activations;
                var probedTime = Step(probed);
                if (pair >= 0) (without[pair], with[pair]) = (plainTime, probedTime);
            }
            Array.Sort(without);
            Array.Sort(with);
            var (step, look) = (without[pairs / 2], with[pairs / 2]);
            Console.WriteLine(new JsonObject
            {
                ["workload"] = name,
                ["threads"] = Compute.Threads,
                ["every"] = every,
                ["step_ms"] = step,
                ["probed_step_ms"] = look,
                ["cost"] = (look - step) / every / step,
            }.ToJsonString());
            run.Finish(RunStatus.Finished);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        double Step(Stepper stepper)
        {
            var window = steps++ % workload.Windows;
            using var arena = Arena.Enter();
            var begin = Stopwatch.GetTimestamp();
            stepper.Step(workload.Loss(window), rows: 1);
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
    }
}
