using System.Diagnostics;
using Assay.Tensors;
using Assay.Training;

namespace Assay.Studies.Frequency;

/// <summary>What a training step takes on this machine, found by doing a few on a training that is thrown away.</summary>
static class StepCost
{
    const double Seconds = 0.3;

    /// <summary>Median seconds of a step after warming up, and bytes of parameters, gradients, optimizer state and the step's arena.</summary>
    public static (double Seconds, long Bytes) Measure(FrequencyTraining training)
    {
        var times = new List<double>();
        long arenaBytes = 0;
        var watch = Stopwatch.StartNew();
        var carried = new CarriedState(training.Model, training.Streams.Count);
        while (watch.Elapsed.TotalSeconds < Seconds || times.Count < 5)
        {
            foreach (var window in training.Streams.Windows())
            {
                var start = Stopwatch.GetTimestamp();
                var loss = Losses.Mse(training.Model.Forward(window.Input, carried.Begin(window.Starts)), window.Target);
                training.Optimizer.ZeroGrad();
                loss.Backward();
                training.Optimizer.Step(1);
                carried.Keep();
                times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                arenaBytes = Math.Max(arenaBytes, Arena.CurrentBytes);
                if (watch.Elapsed.TotalSeconds >= Seconds && times.Count >= 5) break;
            }
        }
        times.Sort();
        // Parameter, gradient and two moments, four bytes each.
        return (times[times.Count / 2], (training.Model.ParameterCount * 16) + arenaBytes);
    }
}
